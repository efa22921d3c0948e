#include "interview/pasted.hpp"

namespace felt {
namespace {

bool is_break(wchar_t sign) { return sign == L'\r' || sign == L'\n'; }

bool is_control(wchar_t sign) { return sign < 0x20 || (sign >= 0x7f && sign < 0xa0); }

}  // namespace

std::wstring in_one_line(std::wstring_view pasted, PastedBreaks breaks) {
  while (!pasted.empty() && is_break(pasted.back())) pasted.remove_suffix(1);
  std::wstring line;
  wchar_t before = 0;
  for (const wchar_t sign : pasted) {
    const bool ends_pair = before == L'\r' && sign == L'\n';
    if (is_break(sign) && !ends_pair)
      line += breaks == PastedBreaks::stay ? wide_line_break_sign : L' ';
    else if (sign == L'\t')
      line += L' ';
    else if (!is_control(sign))
      line += sign;
    before = sign;
  }
  return line;
}

}  // namespace felt
