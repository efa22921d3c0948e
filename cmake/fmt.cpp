// fmt compiled into felt: the functions its headers only declare, and the templates they promise ready made (for
// char, the only character felt uses). libraries.cmake uses this only where fmt_try.cpp links with it.
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {
template auto thousands_sep_impl(locale_ref) -> thousands_sep_result<char>;
template auto decimal_point_impl(locale_ref) -> char;
}  // namespace detail
FMT_END_NAMESPACE
