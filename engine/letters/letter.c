#include "letters/letter.h"

#include "letters/visible.h"

#include <stdio.h>

/* The letter on its way. */
struct filler {
    struct cir_letter *letter;
    const struct cir_tongue *tongue;
    const struct cir_letter_filling *filling;
    size_t block_capacity;
    size_t run_capacity;
    bool no_memory;
};

static void add_block(struct filler *filler, enum cir_letter_block_kind kind)
{
    struct cir_letter *letter = filler->letter;
    struct cir_letter_block *blocks =
        cir_arena_grow(&letter->arena, letter->blocks, letter->block_count, &filler->block_capacity, sizeof *blocks);
    if (blocks == NULL) {
        filler->no_memory = true;
        return;
    }
    letter->blocks = blocks;
    blocks[letter->block_count++] = (struct cir_letter_block){.kind = kind, .first = letter->run_count};
}

static void add_run(struct filler *filler, enum cir_letter_run_kind kind, struct cir_text text)
{
    struct cir_letter *letter = filler->letter;
    struct cir_letter_run *runs =
        cir_arena_grow(&letter->arena, letter->runs, letter->run_count, &filler->run_capacity, sizeof *runs);
    if (runs == NULL || letter->block_count == 0) {
        filler->no_memory = true;
        return;
    }
    letter->runs = runs;
    runs[letter->run_count++] = (struct cir_letter_run){kind, text};
    letter->blocks[letter->block_count - 1].count++;
}

static void add_blank(struct filler *filler, struct cir_text label)
{
    struct cir_buffer text = {0};
    const struct cir_filling filling = {"label", label};
    cir_tongue_add_phrase(&text, filler->tongue, CIR_WORD_LETTER_BLANK, &filling, 1);
    const char *copy = cir_arena_copy(&filler->letter->arena, cir_buffer_text(&text));
    filler->no_memory = filler->no_memory || copy == NULL || text.failed;
    add_run(filler, CIR_RUN_BLANK, (struct cir_text){copy, copy != NULL ? text.size : 0});
    cir_buffer_free(&text);
}

static void add_value(struct filler *filler, const struct cir_letter_piece *piece)
{
    const struct cir_letter_value *value = &filler->filling->values->list[piece->number];
    switch (value->answer) {
    case CIR_LETTER_OPEN:
        add_blank(filler, piece->text);
        return;
    case CIR_LETTER_UNKNOWN:
        add_run(filler, CIR_RUN_TOLD, cir_tongue_word(filler->tongue, CIR_WORD_NOT_KNOWN));
        return;
    case CIR_LETTER_NOT_APPLICABLE:
        add_run(filler, CIR_RUN_TOLD, cir_tongue_word(filler->tongue, CIR_WORD_LETTER_NOT_APPLICABLE));
        return;
    case CIR_LETTER_KNOWN:
        add_run(filler, value->is_foreign ? CIR_RUN_FOREIGN : CIR_RUN_TOLD, value->text);
    }
}

static bool is_on(const struct filler *filler, const struct cir_letter_piece *piece)
{
    return ((filler->filling->switches >> piece->number & 1) != 0) == (piece->kind == CIR_PIECE_IF);
}

/* A block of which every run hangs on a switch that is off is none. */
static void drop_empty_block(struct cir_letter *letter)
{
    if (letter->block_count > 0 && letter->blocks[letter->block_count - 1].count == 0)
        letter->block_count--;
}

/* @return the next piece */
static size_t take_piece(struct filler *filler, size_t number)
{
    const struct cir_letter_piece *piece = &filler->filling->template->pieces[number];
    switch (piece->kind) {
    case CIR_PIECE_BLOCK:
        drop_empty_block(filler->letter);
        add_block(filler, (enum cir_letter_block_kind)piece->number);
        break;
    case CIR_PIECE_WORDS:
        add_run(filler, CIR_RUN_WORDS, piece->text);
        break;
    case CIR_PIECE_FILLED:
        add_value(filler, piece);
        break;
    case CIR_PIECE_BLANK:
        add_blank(filler, piece->text);
        break;
    case CIR_PIECE_IF:
    case CIR_PIECE_UNLESS:
        return is_on(filler, piece) ? number + 1 : piece->end + 1;
    case CIR_PIECE_END:
        break;
    }
    return number + 1;
}

/* ---- TLP ---- */

static const struct {
    const char *option;
    const char *label;
    enum cir_word meaning;
} tlp_labels[] = {
    {"clear", "TLP:CLEAR", CIR_WORD_TLP_CLEAR}, {"green", "TLP:GREEN", CIR_WORD_TLP_GREEN},
    {"amber", "TLP:AMBER", CIR_WORD_TLP_AMBER}, {"amber-strict", "TLP:AMBER+STRICT", CIR_WORD_TLP_AMBER_STRICT},
    {"red", "TLP:RED", CIR_WORD_TLP_RED},
};

static void set_tlp(struct filler *filler)
{
    struct cir_letter *letter = filler->letter;
    letter->tlp = cir_text_of("TLP:__________");
    for (size_t i = 0; filler->filling->tlp != NULL && i < sizeof tlp_labels / sizeof tlp_labels[0]; i++)
        if (strcmp(filler->filling->tlp, tlp_labels[i].option) == 0) {
            letter->tlp = cir_text_of(tlp_labels[i].label);
            letter->tlp_meaning = cir_tongue_word(filler->tongue, tlp_labels[i].meaning);
        }
}

enum cir_status cir_letter_fill(struct cir_letter *letter, const struct cir_tongue *tongue,
                                const struct cir_letter_filling *filling, struct cir_error *error)
{
    *letter = (struct cir_letter){.language = tongue->language};
    struct filler filler = {.letter = letter, .tongue = tongue, .filling = filling};
    set_tlp(&filler);
    for (size_t i = 0; i < filling->template->count && !filler.no_memory;)
        i = take_piece(&filler, i);
    drop_empty_block(letter);
    return filler.no_memory || cir_letter_values_failed(filling->values) ? cir_fail_memory(error) : CIR_OK;
}

void cir_letter_free(struct cir_letter *letter)
{
    cir_arena_free(&letter->arena);
    *letter = (struct cir_letter){.block_count = 0};
}

/* ---- direction ---- */

/* Bytes rather than literals, in which compilers see what misleads a reader of the source. */
static const char right_to_left_mark[] = {(char)0xE2, (char)0x80, (char)0x8F, '\0'};   /* U+200F */
static const char left_isolate[] = {(char)0xE2, (char)0x81, (char)0xA6, '\0'};         /* U+2066 */
static const char right_isolate[] = {(char)0xE2, (char)0x81, (char)0xA7, '\0'};        /* U+2067 */
static const char first_strong_isolate[] = {(char)0xE2, (char)0x81, (char)0xA8, '\0'}; /* U+2068 */
static const char end_of_isolate[] = {(char)0xE2, (char)0x81, (char)0xA9, '\0'};       /* U+2069 */

struct cir_letter_marks cir_letter_run_marks(const struct cir_letter *letter, const struct cir_letter_run *run)
{
    const struct cir_letter_marks none = {"", ""};
    bool from_right = cir_tongue_from_right(letter->language);
    bool is_value = run->kind == CIR_RUN_TOLD || run->kind == CIR_RUN_FOREIGN;
    if (!is_value || (!from_right && !cir_letter_reads_from_right(run->text)))
        return none;
    if (run->kind == CIR_RUN_FOREIGN)
        return (struct cir_letter_marks){first_strong_isolate, end_of_isolate};
    return (struct cir_letter_marks){from_right ? right_isolate : left_isolate, end_of_isolate};
}

const char *cir_letter_line_mark(const struct cir_letter *letter)
{
    return cir_tongue_from_right(letter->language) ? right_to_left_mark : "";
}
