#include "seal/recovery.hpp"

#include "sealed.hpp"

using namespace felt;
using namespace felt::test;

TEST_CASE("a recovery key is eight groups of five signs, and is read back in any hand") {
  const auto key = new_recovery_key();
  const auto text = recovery_text(key);
  REQUIRE(text.size() == 8 * 5 + 7);
  CHECK(text.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == text.npos);
  CHECK(parse_recovery(text)->view() == key.view());
  std::string small;
  for (const char sign : text)
    if (sign != '-')
      small += sign >= 'A' ? static_cast<char>(sign + 32) : sign == '0' ? 'o' : sign == '1' ? 'l' : sign;
  CHECK(parse_recovery(small)->view() == key.view());
}

TEST_CASE("a recovery key has the signs that felt-sealed(5) tells") {
  Secret key(20);
  for (std::size_t i = 0; i < 20; ++i) key.data()[i] = static_cast<unsigned char>(i);
  CHECK(recovery_text(key) == "000G4-0R40M-30E20-9185G-R38E1-W8124-GK5BJ-B9T4V");
}

TEST_CASE("a mistyped recovery key is none") {
  const auto text = recovery_text(new_recovery_key());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '-') continue;
    auto mistyped = text;
    mistyped[at] = mistyped[at] == 'Z' ? 'Y' : 'Z';
    CHECK_FALSE(parse_recovery(mistyped));
  }
  CHECK_FALSE(parse_recovery(""));
  CHECK_FALSE(parse_recovery(text + "0"));
  CHECK_FALSE(parse_recovery(text.substr(1)));
  CHECK_FALSE(parse_recovery("four words of a passphrase"));
}

TEST_CASE("a recovery key opens what a passphrase opens") {
  Sealed sealed("words");
  const auto key = new_recovery_key();
  auto written_down = passphrase(recovery_text(key));
  sealed.header.slots.push_back(
      make_slot(SlotKind::recovery, written_down, little, sealed.header.file, sealed.master));
  sealed.write("words");
  const auto header = parse_header(sealed.file, "'x'");
  CHECK(find_master_key(header, written_down)->view() == sealed.master.view());
  auto other = passphrase(recovery_text(new_recovery_key()));
  CHECK_FALSE(find_master_key(header, other));
  CHECK(opened(sealed.file, sealed.master) == "words");
}
