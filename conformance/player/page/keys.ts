/** Whether an element that has the focus needs a key itself: to write, to choose, or to scroll where it was reached by key. */
const needs = (target: EventTarget | null, key: string): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('select')) return key === 'Home' || key === 'End';
  const scrolls = target.matches('.table:focus-visible, .drawing:focus-visible');
  return target.matches('textarea') || (scrolls && target.scrollWidth > target.clientWidth);
};

/** Keys that act wherever on the page the focus is, by their names. */
export const onKeys = (actions: ReadonlyMap<string, () => void>): void => {
  document.addEventListener('keydown', (event) => {
    const action = actions.get(event.key);
    if (action === undefined || needs(event.target, event.key) || event.ctrlKey || event.altKey || event.metaKey)
      return;
    event.preventDefault();
    action();
  });
};
