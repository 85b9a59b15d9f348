/*
 * Where the bytes of a message in memory go (L.46): gathered from the pieces of a string, scattered over the pieces of its buffer, in
 * steps up to the end of a piece or of a page of either side.
 */
#include "kernel.h"

int is_in_memory(const l4c_send *message) { return message->memory.words > 0 || message->memory.string_count > 0; }

/* Whether a piece begins a string; the first one does, whatever it says. */
static int begins_string(const l4c_memory *memory, uint32_t i) { return i == 0 || !memory->strings[i].continues; }

uint32_t strings_of(const l4c_memory *memory) {
  uint32_t i, count = 0;
  for (i = 0; i < memory->string_count; ++i) count += begins_string(memory, i);
  return count;
}

static void lay_out_side(struct side *side, const l4c_memory *memory, int has_words) {
  uint32_t i;
  side->count = side->first = side->at = side->done = 0;
  if (has_words) {
    side->pieces[0].address = memory->address;
    side->pieces[0].bytes = 4 * memory->words;
    side->pieces[0].continues = 0;
    side->count = 1;
  }
  for (i = 0; i < memory->string_count; ++i) {
    l4c_piece *piece = &side->pieces[side->count++];
    *piece = memory->strings[i];
    piece->continues = !begins_string(memory, i);
  }
}

/* A receiver without a buffer for the words in memory has one of no bytes. */
void lay_out(struct copy *copy) {
  int has_words = copy->message.memory.words > 0;
  lay_out_side(&copy->source, &copy->message.memory, has_words);
  lay_out_side(&copy->target, &copy->room.memory, has_words);
}

static int is_in_string(const struct side *side) {
  return side->at < side->count && (side->at == side->first || side->pieces[side->at].continues);
}

static void pass_piece(struct side *side) {
  ++side->at;
  side->done = 0;
}

/* Whether something of the string is left; pieces of which nothing is are passed. */
static int has_more(struct side *side) {
  while (is_in_string(side) && side->done == side->pieces[side->at].bytes) pass_piece(side);
  return is_in_string(side);
}

static void pass_string(struct side *side) {
  while (is_in_string(side)) pass_piece(side);
  side->first = side->at;
}

static uint32_t address_of(const struct side *side) { return side->pieces[side->at].address + side->done; }

/* Up to the end of the piece, or of the page. */
static uint32_t bytes_ahead(const struct side *side) {
  uint32_t in_piece = side->pieces[side->at].bytes - side->done;
  uint32_t in_page = PAGE_BYTES - address_of(side) % PAGE_BYTES;
  return in_piece < in_page ? in_piece : in_page;
}

/* Whether there is another step. If not, all is copied or, where it is cut, all that there is room for: in each string, and for each a buffer. */
int find_step(struct copy *copy, struct step *step) {
  struct side *source = &copy->source, *target = &copy->target;
  for (; source->first < source->count; pass_string(source), pass_string(target)) {
    int more = has_more(source);
    copy->is_cut = target->first == target->count || (more && !has_more(target));
    if (copy->is_cut) return 0;
    if (!more) continue;
    step->from = address_of(source);
    step->to = address_of(target);
    step->bytes = bytes_ahead(source) < bytes_ahead(target) ? bytes_ahead(source) : bytes_ahead(target);
    return 1;
  }
  copy->is_cut = 0;
  return 0;
}

/* The words are those in which the first bytes lie. A word has its least significant byte first. */
void copy_step(struct copy *copy, const struct step *step, const uint32_t *from, uint32_t *to) {
  uint32_t i;
  for (i = 0; i < step->bytes; ++i) {
    uint32_t source = step->from % 4 + i, target = step->to % 4 + i, shift = 8 * (target % 4);
    uint32_t byte = from[source / 4] >> 8 * (source % 4) & 0xff;
    to[target / 4] = (to[target / 4] & ~((uint32_t)0xff << shift)) | byte << shift;
  }
  copy->source.done += step->bytes;
  copy->target.done += step->bytes;
  ++copy->done;
  copy->paged = ALONE;
}
