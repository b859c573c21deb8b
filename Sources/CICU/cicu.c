// ICU behind plain functions; the types of ICU end here.
#include "cicu.h"

#include <unicode/ubrk.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

// The version of the headers (72.1), which the linked library matches by its suffixed symbols.
const char *yf_icu_version(void) { return U_ICU_VERSION; }

// ---- Word boundaries

yf_words *yf_words_open(void) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    if (U_FAILURE(status)) { ubrk_close(words); return NULL; }
    return (yf_words *)words;
}

yf_words *yf_words_clone(const yf_words *words) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *copy = ubrk_clone((const UBreakIterator *)words, &status);
    if (U_FAILURE(status)) { ubrk_close(copy); return NULL; }
    return (yf_words *)copy;
}

void yf_words_close(yf_words *words) { ubrk_close((UBreakIterator *)words); }

// The text must stay in place until the last yf_words_next. Returns 0 when ICU refuses it.
int yf_words_set(yf_words *words, const uint16_t *text, int32_t count) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText((UBreakIterator *)words, (const UChar *)text, count, &status);
    return U_SUCCESS(status);
}

// The next boundary, or -1 at the end.
int32_t yf_words_next(yf_words *words) { return ubrk_next((UBreakIterator *)words); }

// 0…99 marks and blanks, 100…199 numbers, 200…299 letters, 400…499 ideographs.
int32_t yf_words_status(yf_words *words) { return ubrk_getRuleStatus((UBreakIterator *)words); }

// ---- Normalisation (NFKC with case folding and without ignorable characters)

const yf_normalizer *yf_nfkc_casefold(void) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
    return U_SUCCESS(status) ? (const yf_normalizer *)form : NULL;
}

// Whether a character always starts a new normalisation run.
int yf_starts_run(const yf_normalizer *form, int32_t scalar) {
    return unorm2_hasBoundaryBefore((const UNormalizer2 *)form, scalar);
}

// The number of units written, or -1 when they do not fit.
int32_t yf_normalize(
    const yf_normalizer *form, const uint16_t *text, int32_t count, uint16_t *target, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t length =
        unorm2_normalize((const UNormalizer2 *)form, (const UChar *)text, count, (UChar *)target, capacity, &status);
    return U_SUCCESS(status) && length <= capacity ? length : -1;
}

// ---- Transliteration

// `id` is an ASCII transform id such as "Han-Latin".
yf_transliterator *yf_transliterator_open(const char *id) {
    UChar name[64];
    int32_t length = 0;
    while (id[length] != 0 && length < 63) { name[length] = (UChar)id[length]; length++; }
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    UTransliterator *result = utrans_openU(name, length, UTRANS_FORWARD, NULL, 0, &where, &status);
    if (U_FAILURE(status)) { if (result) utrans_close(result); return NULL; }
    return (yf_transliterator *)result;
}

void yf_transliterator_close(yf_transliterator *t) { utrans_close((UTransliterator *)t); }

// Changes the text in place; the new length, or -1 when it does not fit the capacity.
int32_t yf_transliterate(yf_transliterator *t, uint16_t *text, int32_t count, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = count, limit = count;
    utrans_transUChars(
        (const UTransliterator *)t, (UChar *)text, &length, capacity, 0, &limit, &status);
    return U_SUCCESS(status) ? length : -1;
}

// ---- Character sets

// `name` is an ICU converter name ("gb18030", "UTF-16LE", "UTF-16BE", "UTF-8"); bad bytes stop the conversion.
yf_converter *yf_converter_open(const char *name) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    if (U_SUCCESS(status)) {
        ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    }
    if (U_FAILURE(status)) { ucnv_close(converter); return NULL; }
    return (yf_converter *)converter;
}

void yf_converter_close(yf_converter *converter) { ucnv_close((UConverter *)converter); }

yf_conversion yf_convert(
    yf_converter *converter, const uint8_t *bytes, int32_t count, int isLast, uint16_t *target, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    const char *source = (const char *)bytes;
    UChar *out = (UChar *)target;
    yf_conversion result = {0, 0, 0, 0, 0};
    ucnv_toUnicode(
        (UConverter *)converter, &out, (UChar *)target + capacity, &source, (const char *)bytes + count, NULL,
        isLast != 0, &status);
    result.consumed = (int32_t)(source - (const char *)bytes);
    result.written = (int32_t)(out - (UChar *)target);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
        result.full = 1;
    } else if (U_FAILURE(status)) {
        char invalid[32];
        int8_t length = sizeof invalid;
        UErrorCode inner = U_ZERO_ERROR;
        ucnv_getInvalidChars((UConverter *)converter, invalid, &length, &inner);
        result.bad = U_SUCCESS(inner) && length > 0 ? length : 1;
        result.failed = U_FAILURE(inner);
    }
    return result;
}
