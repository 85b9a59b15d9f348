/*
 * Address spaces (L.65-71). Of each frame there is a tree: its root is the page of sigma-zero, and the children of a page are the
 * pages mapped from it.
 */
#include "kernel.h"

#define MAX_PLACES (L4C_MAX_TASKS * L4C_MAX_PAGES)

struct page {
  int is_held, may_write, frame;
  int parent, child, next, previous; /* in the tree of mappings of its frame */
};

static struct page pages[MAX_PLACES]; /* by place: task * pages + page */
static uint32_t memory[L4C_MAX_FRAMES][PAGE_WORDS];

static int place_of(int task, uint32_t page) { return task * (int)machine.pages + (int)page; }

/* The pages of sigma-zero, which never change. */
static int is_root(int place) { return place < (int)machine.pages; }

void spaces_boot(void) {
  static const struct page nil = {0, 0, 0, NIL, NIL, NIL, NIL};
  uint32_t frame, word;
  int place;
  for (place = 0; place < place_of((int)machine.tasks, 0); ++place) pages[place] = nil;
  for (frame = 0; frame < machine.frames; ++frame) {
    for (word = 0; word < PAGE_WORDS; ++word) memory[frame][word] = 0;
    memory[frame][0] = frame;
    if (frame >= machine.pages) continue;
    pages[frame].is_held = pages[frame].may_write = 1;
    pages[frame].frame = (int)frame;
  }
}

/* ---- The tree ---- */

static void link_child(int parent, int child) {
  int first = pages[parent].child;
  pages[child].parent = parent;
  pages[child].previous = NIL;
  pages[child].next = first;
  if (first != NIL) pages[first].previous = child;
  pages[parent].child = child;
}

static void unlink_child(int child) {
  int before = pages[child].previous, after = pages[child].next;
  if (before == NIL) pages[pages[child].parent].child = after;
  else pages[before].next = after;
  if (after != NIL) pages[after].previous = before;
}

/* Everything derived from the page goes, leaves first. */
static void remove_below(int root) {
  int at = root;
  for (;;) {
    int parent = pages[at].parent;
    if (pages[at].child != NIL) {
      at = pages[at].child;
      continue;
    }
    if (at == root) return;
    unlink_child(at);
    pages[at].is_held = 0;
    at = parent;
  }
}

/* Everything derived from the page may be written no more. */
static void restrict_below(int root) {
  int at = root;
  for (;;) {
    if (pages[at].child != NIL) {
      at = pages[at].child;
    } else {
      while (at != root && pages[at].next == NIL) at = pages[at].parent;
      if (at == root) return;
      at = pages[at].next;
    }
    pages[at].may_write = 0;
  }
}

/* The page leaves the tree with everything derived from it. */
static void remove_page(int place) {
  if (!pages[place].is_held) return;
  remove_below(place);
  if (is_root(place)) return;
  unlink_child(place);
  pages[place].is_held = 0;
}

/* ---- The operations of the lecture ---- */

/* Map (L.66): the destination, which is nil, is derived from the source, with no more rights than that has. */
static void map_page(int from, int to, int may_write) {
  pages[to].is_held = 1;
  pages[to].frame = pages[from].frame;
  pages[to].may_write = may_write && pages[from].may_write;
  pages[to].child = NIL;
  link_child(from, to);
}

/* Grant (L.67): the destination, which is nil, takes the place of the source, with everything derived from that. */
static void grant_page(int from, int to, int may_write) {
  int child;
  if (is_root(from)) {
    map_page(from, to, may_write);
    return;
  }
  map_page(pages[from].parent, to, pages[from].may_write);
  pages[to].may_write = pages[from].may_write && may_write;
  pages[to].child = pages[from].child;
  for (child = pages[to].child; child != NIL; child = pages[child].next) pages[child].parent = to;
  unlink_child(from);
  pages[from].is_held = 0;
  pages[from].child = NIL;
  if (!may_write) restrict_below(to);
}

/* Demap (L.70): what is derived from the pages goes, or may be written no more; with `own` the pages too, if they are no roots. */
void unmap(int task, l4c_fpage fpage, int own, int read_only) {
  uint32_t page, end = fpage.base + (1u << fpage.size_log2);
  for (page = fpage.base; page < end && page < machine.pages; ++page) {
    int place = place_of(task, page);
    int gives_up = own && !is_root(place);
    if (!pages[place].is_held) continue;
    if (read_only) {
      restrict_below(place);
      if (gives_up) pages[place].may_write = 0;
    } else if (gives_up) {
      remove_page(place);
    } else {
      remove_below(place);
    }
  }
}

/* The space of a task that is deleted: all its pages go, and everything derived from them. */
void clear_space(int task) {
  uint32_t page;
  for (page = 0; page < machine.pages; ++page) remove_page(place_of(task, page));
}

/* The word behind an access, or a null pointer if the access is not allowed. */
uint32_t *word_at(int task, const struct access *access) {
  uint32_t page = access->address / PAGE_BYTES;
  const struct page *p = &pages[place_of(task, page < machine.pages ? page : 0)];
  if (page >= machine.pages || !p->is_held || (access->is_store && !p->may_write)) return 0;
  return &memory[p->frame][access->address % PAGE_BYTES / 4];
}

/* ---- Items: the pages that a sender offers, and where they land in the window of the receiver (L.46, L.66-67) ---- */

/* One page; the source may be nil, and the destination may hold another page. */
static void transfer_page(const l4c_item *item, int from, int to) {
  if (!pages[from].is_held) return;
  if (item->kind == L4C_ITEM_MAP && pages[to].is_held && pages[to].parent == from) {
    if (item->write && pages[from].may_write) pages[to].may_write = 1;
    return;
  }
  remove_page(to);
  if (!pages[from].is_held) return; /* it was derived from the destination */
  if (item->kind == L4C_ITEM_MAP) map_page(from, to, item->write);
  else grant_page(from, to, item->write);
}

/* `offset` within `span`, at a multiple of `unit`; both are powers of two. */
static uint32_t hot_spot(uint32_t offset, uint32_t span, uint32_t unit) { return offset & (span - 1) & ~(unit - 1); }

/* The offset says where in a larger window the item falls, and which part of a larger item the window takes. */
void transfer_item(const l4c_item *item, int from_task, int to_task, l4c_fpage window) {
  uint32_t size = 1u << item->fpage.size_log2, room = 1u << window.size_log2;
  uint32_t count = size < room ? size : room, i;
  uint32_t source = item->fpage.base + (size > room ? hot_spot(item->offset, size, room) : 0);
  uint32_t target = window.base + (size > room ? 0 : hot_spot(item->offset, room, size));
  if (from_task == to_task || to_task == 0) return;
  for (i = 0; i < count && source + i < machine.pages && target + i < machine.pages; ++i)
    transfer_page(item, place_of(from_task, source + i), place_of(to_task, target + i));
}
