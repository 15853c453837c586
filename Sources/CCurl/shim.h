#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

/* Here the typed functions below do what the macros of the header would. */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo

/* libcurl brings thirty libraries with it, four milliseconds and six megabytes that no command
   needs but those that speak to the provider. So it is opened when the first of them does. */
typedef struct {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_easy_init) easy_init;
    __typeof__(&curl_easy_reset) easy_reset;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_perform) easy_perform;
    __typeof__(&curl_easy_setopt) easy_setopt;
    __typeof__(&curl_easy_getinfo) easy_getinfo;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
} ccurl;

/* Opens libcurl and makes its state for the process; whether it could. To be called once, before
   a second thread uses it. It stays open. */
static inline int ccurl_open(ccurl *curl) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) return 0;
    curl->global_init = (__typeof__(curl->global_init))dlsym(library, "curl_global_init");
    curl->easy_init = (__typeof__(curl->easy_init))dlsym(library, "curl_easy_init");
    curl->easy_reset = (__typeof__(curl->easy_reset))dlsym(library, "curl_easy_reset");
    curl->easy_cleanup = (__typeof__(curl->easy_cleanup))dlsym(library, "curl_easy_cleanup");
    curl->easy_perform = (__typeof__(curl->easy_perform))dlsym(library, "curl_easy_perform");
    curl->easy_setopt = (__typeof__(curl->easy_setopt))dlsym(library, "curl_easy_setopt");
    curl->easy_getinfo = (__typeof__(curl->easy_getinfo))dlsym(library, "curl_easy_getinfo");
    curl->easy_strerror = (__typeof__(curl->easy_strerror))dlsym(library, "curl_easy_strerror");
    curl->slist_append = (__typeof__(curl->slist_append))dlsym(library, "curl_slist_append");
    curl->slist_free_all = (__typeof__(curl->slist_free_all))dlsym(library, "curl_slist_free_all");
    return curl->global_init && curl->easy_init && curl->easy_reset && curl->easy_cleanup && curl->easy_perform
        && curl->easy_setopt && curl->easy_getinfo && curl->easy_strerror && curl->slist_append
        && curl->slist_free_all && curl->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static inline CURL *ccurl_init(ccurl curl) { return curl.easy_init(); }

static inline void ccurl_reset(ccurl curl, CURL *handle) { curl.easy_reset(handle); }

static inline void ccurl_cleanup(ccurl curl, CURL *handle) { curl.easy_cleanup(handle); }

static inline CURLcode ccurl_perform(ccurl curl, CURL *handle) { return curl.easy_perform(handle); }

static inline const char *ccurl_words(ccurl curl, CURLcode code) { return curl.easy_strerror(code); }

/* Null where there is no memory; the list given is then as it was. */
static inline struct curl_slist *ccurl_append(ccurl curl, struct curl_slist *list, const char *line) {
    return curl.slist_append(list, line);
}

static inline void ccurl_free_list(ccurl curl, struct curl_slist *list) { curl.slist_free_all(list); }

/* curl_easy_setopt() and curl_easy_getinfo() are variadic, so Swift cannot call them. One
   function for each type of argument also restores the type check that the variadic calls
   give up. */

static inline CURLcode ccurl_set_long(ccurl curl, CURL *handle, CURLoption option, long value) {
    return curl.easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_offset(ccurl curl, CURL *handle, CURLoption option, curl_off_t value) {
    return curl.easy_setopt(handle, option, value);
}

/* libcurl copies the text, but for CURLOPT_POSTFIELDS, which is not to be used here. */
static inline CURLcode ccurl_set_text(ccurl curl, CURL *handle, CURLoption option, const char *value) {
    return curl.easy_setopt(handle, option, value);
}

/* Copies the body; its size must have been set before. */
static inline CURLcode ccurl_set_body(ccurl curl, CURL *handle, const void *bytes) {
    return curl.easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

static inline CURLcode ccurl_set_headers(ccurl curl, CURL *handle, struct curl_slist *headers) {
    return curl.easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

typedef size_t (*ccurl_sink)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_progress)(void *context, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

/* Sets the three functions that a transfer calls back, all with one context. */
static inline CURLcode ccurl_set_callbacks(
    ccurl curl, CURL *handle, ccurl_sink header, ccurl_sink body, ccurl_progress progress, void *context) {
    CURLcode code = curl.easy_setopt(handle, CURLOPT_HEADERFUNCTION, header);
    if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_HEADERDATA, context);
    if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
    if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_WRITEDATA, context);
    if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
    if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_XFERINFODATA, context);
    if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    return code;
}

static inline CURLcode ccurl_get_long(ccurl curl, CURL *handle, CURLINFO info, long *value) {
    return curl.easy_getinfo(handle, info, value);
}

static inline CURLcode ccurl_get_double(ccurl curl, CURL *handle, CURLINFO info, double *value) {
    return curl.easy_getinfo(handle, info, value);
}

#endif
