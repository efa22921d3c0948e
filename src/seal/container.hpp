#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/file_stream.hpp"
#include "seal/header.hpp"
#include "seal/secret.hpp"

namespace felt {

// A sealed file: header, chunks, and the header once more. felt-sealed(5) tells every byte.

// The most that is sealed, and how long the file of so many bytes is.
inline constexpr std::size_t largest_image = std::size_t{1} << 30;
std::size_t sealed_size(std::size_t image, std::size_t slots);

// Hands the file on piece by piece. The header says for whom and which generation it is; its write salt and
// stream are made anew, and it is returned as it was written. The master key has to be the one in its slots.
Header seal(Header header, const Secret& master, std::string_view image, const Pieces& add);

// What becomes of an image that is opened: first its size, then all of its bytes, in order.
struct ImageTaker {
  std::function<void(std::size_t size)> begin;
  std::function<void(std::string_view part)> part;
};

// Opens what is behind the header. Error (damaged), telling the place of the first chunk that is not as it
// was written, for anything else than what `seal` made with this header and key: a part may have been handed
// on by then, and is not to be trusted.
void open_image(std::string_view file, const Header& header, const Secret& master, const std::string& name,
                const ImageTaker& taker);

// The header of a file that may be damaged: the one it begins with or, where that does not read, the copy at
// its end. Nothing where neither reads. Error (newer).
std::optional<Header> find_header(std::string_view file, const std::string& name);
// Hands on what still opens behind the header: the size of the image, then its bytes up to the first chunk
// that is not as it was written. How many bytes that were; 0, and nothing is handed on, where the first one
// is not.
std::size_t open_beginning(std::string_view file, const Header& header, const Secret& master,
                           const ImageTaker& taker);

}  // namespace felt
