// ICU behind plain functions without version suffixes: Swift cannot see ICU's renaming macros. No header of ICU is
// included here: Foundation brings an ICU of its own, and a compiler that sees the types of both refuses them.
#ifndef CICU_H
#define CICU_H
#include <stddef.h>
#include <stdint.h>

// The version of the headers (72.1), which the linked library matches by its suffixed symbols.
const char *yf_icu_version(void);

// ---- Word boundaries

typedef struct yf_words yf_words;

yf_words *yf_words_open(void);

yf_words *yf_words_clone(const yf_words *words);

void yf_words_close(yf_words *words);

// The text must stay in place until the last yf_words_next. Returns 0 when ICU refuses it.
int yf_words_set(yf_words *words, const uint16_t *text, int32_t count);

// The next boundary, or -1 at the end.
int32_t yf_words_next(yf_words *words);

// 0…99 marks and blanks, 100…199 numbers, 200…299 letters, 400…499 ideographs.
int32_t yf_words_status(yf_words *words);

// ---- Normalisation (NFKC with case folding and without ignorable characters)

typedef struct yf_normalizer yf_normalizer;

const yf_normalizer *yf_nfkc_casefold(void);

// Whether a character always starts a new normalisation run.
int yf_starts_run(const yf_normalizer *form, int32_t scalar);

// The number of units written, or -1 when they do not fit.
int32_t yf_normalize(
    const yf_normalizer *form, const uint16_t *text, int32_t count, uint16_t *target, int32_t capacity);

// ---- Transliteration

typedef struct yf_transliterator yf_transliterator;

// `id` is an ASCII transform id such as "Han-Latin".
yf_transliterator *yf_transliterator_open(const char *id);

void yf_transliterator_close(yf_transliterator *t);

// Changes the text in place; the new length, or -1 when it does not fit the capacity.
int32_t yf_transliterate(yf_transliterator *t, uint16_t *text, int32_t count, int32_t capacity);

// ---- Character sets

typedef struct yf_converter yf_converter;

// `name` is an ICU converter name ("gb18030", "UTF-16LE", "UTF-16BE", "UTF-8"); bad bytes stop the conversion.
yf_converter *yf_converter_open(const char *name);

void yf_converter_close(yf_converter *converter);

typedef struct {
    int32_t consumed;  // bytes of this chunk that were read, those of a bad sequence included
    int32_t written;   // UTF-16 units written
    int32_t bad;       // length in bytes of the bad or truncated sequence that ends the consumed bytes, 0 when none
    int32_t full;      // whether the target is full and the call must be repeated
    int32_t failed;    // whether ICU failed in another way
} yf_conversion;

yf_conversion yf_convert(
    yf_converter *converter, const uint8_t *bytes, int32_t count, int isLast, uint16_t *target, int32_t capacity);
#endif
