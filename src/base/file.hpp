#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace felt {

enum class Overwrite { no, yes };

// The whole of a regular file. A folder, pipe, socket or device is refused at once, without waiting for it.
// UsageError if the file does not exist or cannot be read; ContentError if it holds more than `most_bytes`.
std::string read_file(const std::filesystem::path& path, std::size_t most_bytes);
// The same straight into a place, with no other copy on the way; how many bytes it was. ContentError if it
// holds more than fit there.
std::size_t read_file(const std::filesystem::path& path, std::span<char> place);

// Everything up to the end of an open stream, likewise. UsageError if it cannot be read; ContentError as soon
// as more came than fits.
std::size_t read_stream(int descriptor, std::span<char> place);

// Whether anything has the name, behind links. Error (not_saved), with the reason, where it cannot be looked
// at: permissions, links that lead in circles, a name that is too long.
bool stands_at(const std::filesystem::path& path);
// The path from the root; as it is where nobody can tell what it is relative to.
std::filesystem::path path_from_root(const std::filesystem::path& path);

// Replaces the file with the content, whole or not at all, and returns once it is safe on the disk. The file
// has exactly `mode` (as far as its file system has modes); a symbolic link stays and its target is replaced.
// Leaves nothing behind where it fails: Error (not_saved) names the path and the reason. Only if the last
// step fails, making the new name durable, is the content there already; the message says so. UsageError if a
// folder, pipe, socket or device has the name.
void write_atomically(const std::filesystem::path& path, std::string_view content, mode_t mode = 0600);
// The same; Overwrite::no is a UsageError, and changes nothing, if anything has the name already (a symbolic
// link counts), even if it appeared a moment before.
void write_atomically(const std::filesystem::path& path, std::string_view content, Overwrite overwrite,
                      mode_t mode = 0600);

// Throws what write_atomically would throw for this name, before there is anything to write: a name that is
// taken, something that is no file, a folder that is not there.
void refuse_target(const std::filesystem::path& path, Overwrite overwrite);

// Creates the folder and its missing parents with mode 0700; a folder that exists is left as it is.
// Error (not_saved) if that fails or something else has the name.
void make_private_folder(const std::filesystem::path& path);

// Error (unsafe), with the command that cures it, if the file or its folder belongs to another user or the
// folder can be written by everyone and is not sticky. A symbolic link is judged by its target, and both
// folders are. A sticky folder may be root's (/tmp). What does not exist is safe.
void refuse_unsafe(const std::filesystem::path& path);

// Whether both names lead to one file, through links of either kind, or would if there were one.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b);

// 'path', made visible and never cut, for messages.
std::string quoted_path(const std::filesystem::path& path);
// The path as one word of a shell command.
std::string shell_word(const std::filesystem::path& path);
// What an errno value means, in plain words: "no space left on the device".
std::string reason_of(int error_number);
// "512 bytes", "128 KiB", "16 MiB".
std::string size_text(std::size_t bytes);

}  // namespace felt
