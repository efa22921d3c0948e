#include "base/file.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <istream>
#include <thread>

#include "base/error.hpp"
#include "base/file_stream.hpp"

using namespace felt;
namespace fs = std::filesystem;

namespace {

// A folder of its own for each test, gone afterwards.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "felt-test-XXXXXX").string();
    m_path = ::mkdtemp(name.data());
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
  }
  fs::path operator/(std::string_view name) const { return m_path / name; }
  const fs::path& path() const { return m_path; }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_path), fs::directory_iterator()));
  }

 private:
  fs::path m_path;
};

// Sets the mask for new files and puts the old one back.
class Umask {
 public:
  explicit Umask(mode_t mask) : m_old(::umask(mask)) {}
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;
  ~Umask() { ::umask(m_old); }

 private:
  mode_t m_old;
};

// No file may grow beyond so many bytes while this lives; writing more fails as on a full disk.
class SizeLimit {
 public:
  explicit SizeLimit(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &m_old);
    const rlimit limit{bytes, m_old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  SizeLimit(const SizeLimit&) = delete;
  SizeLimit& operator=(const SizeLimit&) = delete;
  ~SizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &m_old);
    std::signal(SIGXFSZ, m_handler);
  }

 private:
  rlimit m_old{};
  void (*m_handler)(int);
};

mode_t mode_of(const fs::path& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 07777;
}

template <class Call>
Exit exit_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.exit();
  }
  return Exit::done;
}

template <class Call>
std::string message_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

template <class Call>
std::string hint_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.hint();
  }
  return {};
}

std::string content_of(const fs::path& path) { return read_file(path, 1 << 20); }

}  // namespace

TEST_CASE("a file is read whole, whatever bytes it holds") {
  const Scratch scratch;
  std::string bytes(200'000, 'x');
  bytes[5] = '\0';
  bytes[6] = '\xff';
  write_atomically(scratch / "a", bytes);
  CHECK(content_of(scratch / "a") == bytes);
  write_atomically(scratch / "a", "");
  CHECK(content_of(scratch / "a").empty());
}

TEST_CASE("a missing or unreadable file is a wrong argument") {
  const Scratch scratch;
  CHECK(exit_of([&] { read_file(scratch / "none", 10); }) == Exit::usage);
  CHECK(message_of([&] { read_file("none", 10); }) == "there is no file 'none'");
  CHECK(exit_of([&] { read_file("", 10); }) == Exit::usage);
  CHECK(exit_of([&] { read_file(std::string(5000, 'x'), 10); }) == Exit::usage);
}

TEST_CASE("a name is there or not, and one that cannot be looked at is told with the reason") {
  const Scratch scratch;
  fs::create_symlink("loop", scratch / "loop");
  fs::create_symlink("none", scratch / "dangling");
  write_atomically(scratch / "a", "");
  CHECK(stands_at(scratch / "a"));
  CHECK_FALSE(stands_at(scratch / "b"));
  CHECK_FALSE(stands_at(scratch / "a/b"));
  CHECK_FALSE(stands_at(scratch / "dangling"));
  CHECK(exit_of([&] { stands_at(scratch / "loop"); }) == Exit::not_saved);
  CHECK(message_of([&] { stands_at("/" + std::string(300, 'x')); }) ==
        "cannot look at '/" + std::string(300, 'x') + "': the name is too long");
}

TEST_CASE("a file larger than the limit is refused and the limit named") {
  const Scratch scratch;
  write_atomically(scratch / "a", std::string(1025, 'x'));
  CHECK(read_file(scratch / "a", 1025).size() == 1025);
  CHECK(exit_of([&] { read_file(scratch / "a", 1024); }) == Exit::content);
  CHECK(message_of([&] { read_file(scratch / "a", 1024); }).ends_with("holds more than 1 KiB"));
}

TEST_CASE("what is not a regular file is refused without waiting") {
  const Scratch scratch;
  REQUIRE(::mkfifo((scratch / "pipe").c_str(), 0600) == 0);
  CHECK(message_of([&] { read_file(scratch / "pipe", 10); }).ends_with("is a pipe, not a file"));
  CHECK(message_of([&] { read_file(scratch.path(), 10); }).ends_with("is a folder, not a file"));
  CHECK(message_of([&] { read_file("/dev/zero", 10); }) == "'/dev/zero' is a device, not a file");

  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = (scratch / "s").string();
  REQUIRE(name.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, name.c_str(), name.size());
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  CHECK(exit_of([&] { read_file(scratch / "s", 10); }) == Exit::usage);
  ::close(socket);
}

TEST_CASE("a stream is read to its end and no further than the limit") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  std::thread writer([&] {
    for (const auto* part : {"one ", "two ", "three"}) CHECK(::write(ends[1], part, std::strlen(part)) > 0);
    ::close(ends[1]);
  });
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  std::string place(100, '-');
  CHECK(read_stream(ends[0], place) == 13);
  CHECK(place.starts_with("one two three-"));
  writer.join();
  ::close(ends[0]);

  const int endless = ::open("/dev/zero", O_RDONLY | O_CLOEXEC);
  CHECK(exit_of([&] { read_stream(endless, place); }) == Exit::content);
  ::close(endless);
  CHECK(message_of([&] { read_stream(-1, place); }).starts_with("cannot read open file -1: "));
}

TEST_CASE("a file is read into a place that is just large enough") {
  const Scratch scratch;
  write_atomically(scratch / "a", "one two three");
  std::string place(13, '-');
  CHECK(read_file(scratch / "a", place) == 13);
  CHECK(place == "one two three");
  place.pop_back();
  CHECK(exit_of([&] { read_file(scratch / "a", place); }) == Exit::content);
  CHECK(exit_of([&] { read_file(scratch / "b", place); }) == Exit::usage);
}

TEST_CASE("names of one file are known through links of either kind, and before there is a file") {
  const Scratch scratch;
  write_atomically(scratch / "a", "one");
  write_atomically(scratch / "b", "one");
  fs::create_hard_link(scratch / "a", scratch / "hard");
  fs::create_symlink("hard", scratch / "soft");
  CHECK(is_same_file(scratch / "a", scratch / "soft"));
  CHECK(is_same_file(scratch / "new", scratch / "." / "new"));
  CHECK(is_same_file("new", fs::current_path() / "new"));
  CHECK_FALSE(is_same_file(scratch / "a", scratch / "b"));
  CHECK_FALSE(is_same_file(scratch / "a", scratch / "new"));
  CHECK_FALSE(is_same_file(scratch / "a", ""));
}

TEST_CASE("a file is replaced whole and has exactly the mode asked for") {
  for (const mode_t mask : {000u, 022u, 077u, 0777u}) {
    const Scratch scratch;
    const Umask umask(mask);
    write_atomically(scratch / "a", "old");
    CHECK(mode_of(scratch / "a") == 0600);
    write_atomically(scratch / "a", "new", 0644);
    CHECK(mode_of(scratch / "a") == 0644);
    CHECK(content_of(scratch / "a") == "new");
    CHECK(scratch.files() == 1);
  }
}

TEST_CASE("a symbolic link stays and its target is replaced") {
  const Scratch scratch;
  fs::create_directory(scratch / "far");
  write_atomically(scratch / "far" / "file", "old");
  fs::create_symlink("far/file", scratch / "one");
  fs::create_symlink("one", scratch / "two");
  write_atomically(scratch / "two", "new");
  CHECK(fs::is_symlink(scratch / "two"));
  CHECK(fs::is_symlink(scratch / "one"));
  CHECK(content_of(scratch / "far" / "file") == "new");

  fs::create_symlink("far/later", scratch / "dangling");
  write_atomically(scratch / "dangling", "made");
  CHECK(fs::is_symlink(scratch / "dangling"));
  CHECK(content_of(scratch / "far" / "later") == "made");

  fs::create_symlink("round", scratch / "round");
  CHECK(exit_of([&] { write_atomically(scratch / "round", "x"); }) == Exit::not_saved);
}

TEST_CASE("a failed write leaves the old file and nothing else") {
  const Scratch scratch;
  write_atomically(scratch / "a", "old");
  {
    const SizeLimit limit(1000);
    CHECK(exit_of([&] { write_atomically(scratch / "a", std::string(5000, 'x')); }) == Exit::not_saved);
    CHECK(message_of([&] { write_atomically(scratch / "b", std::string(5000, 'x')); }) ==
          "cannot write '" + (scratch / "b").string() + "': the file would be larger than allowed");
  }
  CHECK(content_of(scratch / "a") == "old");
  CHECK(scratch.files() == 1);
}

TEST_CASE("writing where nothing can be written names the path and the reason") {
  const Scratch scratch;
  CHECK(exit_of([&] { write_atomically(scratch / "no" / "file", "x"); }) == Exit::not_saved);
  CHECK(message_of([] { write_atomically("/no/such/file", "x"); }) ==
        "cannot write '/no/such/file': no such file or folder");
  CHECK(exit_of([&] { write_atomically(scratch.path(), "x"); }) == Exit::usage);
  CHECK(exit_of([] { write_atomically("/dev/null", "x"); }) == Exit::usage);
  CHECK(scratch.files() == 0);
}

TEST_CASE("a taken name is refused unless overwriting was asked for") {
  const Scratch scratch;
  write_atomically(scratch / "a", "old", Overwrite::no);
  CHECK(mode_of(scratch / "a") == 0600);
  CHECK(exit_of([&] { write_atomically(scratch / "a", "new", Overwrite::no); }) == Exit::usage);
  CHECK(content_of(scratch / "a") == "old");
  write_atomically(scratch / "a", "new", Overwrite::yes);
  CHECK(content_of(scratch / "a") == "new");

  fs::create_symlink("nowhere", scratch / "dangling");
  CHECK(exit_of([&] { write_atomically(scratch / "dangling", "x", Overwrite::no); }) == Exit::usage);
  CHECK_FALSE(fs::exists(scratch / "nowhere"));
  CHECK(scratch.files() == 2);
}

TEST_CASE("what comes piece by piece is written whole, or not at all where its maker gives up") {
  const Scratch scratch;
  const auto two_pieces = [](const Pieces& add) {
    add("one ");
    add("two");
  };
  write_atomically(scratch / "a", two_pieces, Overwrite::no);
  CHECK(content_of(scratch / "a") == "one two");
  CHECK(mode_of(scratch / "a") == 0600);
  const auto gives_up = [](const Pieces& add) {
    add("half");
    throw UsageError("no more");
  };
  CHECK(exit_of([&] { write_atomically(scratch / "a", gives_up, Overwrite::yes); }) == Exit::usage);
  CHECK(content_of(scratch / "a") == "one two");
  CHECK(scratch.files() == 1);
}

TEST_CASE("a taken name is refused before any work is done") {
  const Scratch scratch;
  write_atomically(scratch / "a", "old");
  bool has_begun = false;
  const auto work = [&](const Pieces&) { has_begun = true; };
  CHECK(exit_of([&] { write_atomically(scratch / "a", work, Overwrite::no); }) == Exit::usage);
  CHECK_FALSE(has_begun);
}

TEST_CASE("a name to write to is refused in advance as it would be later") {
  const Scratch scratch;
  write_atomically(scratch / "a", "old");
  fs::create_symlink("nowhere", scratch / "link");
  const auto refused = [](const fs::path& path, Overwrite overwrite) {
    return exit_of([&] { refuse_target(path, overwrite); });
  };
  CHECK(refused(scratch / "new", Overwrite::no) == Exit::done);
  CHECK(refused(scratch / "a", Overwrite::no) == Exit::usage);
  CHECK(refused(scratch / "a", Overwrite::yes) == Exit::done);
  CHECK(refused(scratch / "link", Overwrite::no) == Exit::usage);
  CHECK(refused(scratch / "gone" / "a", Overwrite::no) == Exit::not_saved);
  CHECK(refused(scratch / "", Overwrite::yes) == Exit::usage);
  CHECK_FALSE(fs::exists(scratch / "new"));
}

TEST_CASE("a file is opened as a stream, and refused as when it is read whole") {
  const Scratch scratch;
  write_atomically(scratch / "a", "line\nmore");
  std::string line;
  std::getline(*open_file(scratch / "a"), line);
  CHECK(line == "line");
  CHECK(exit_of([&] { open_file(scratch / "b"); }) == Exit::usage);
  CHECK(exit_of([&] { open_file(scratch.path()); }) == Exit::usage);
  CHECK(exit_of([&] { open_file("/dev/null"); }) == Exit::usage);
}

TEST_CASE("of two writers that want the same new name one wins") {
  const Scratch scratch;
  for (int round = 0; round < 50; ++round) {
    const fs::path name = scratch / std::to_string(round);
    Exit first = Exit::bug, second = Exit::bug;
    std::thread one([&] { first = exit_of([&] { write_atomically(name, "1", Overwrite::no); }); });
    std::thread two([&] { second = exit_of([&] { write_atomically(name, "2", Overwrite::no); }); });
    one.join();
    two.join();
    CHECK(((first == Exit::done) != (second == Exit::done)));
    CHECK(content_of(name) == (first == Exit::done ? "1" : "2"));
  }
  CHECK(scratch.files() == 50);
}

TEST_CASE("a private folder is made with its parents and an existing one left alone") {
  const Umask umask(0);
  const Scratch scratch;
  make_private_folder(scratch / "a" / "b" / "c" / "");
  for (const auto* part : {"a", "a/b", "a/b/c"}) CHECK(mode_of(scratch / part) == 0700);
  fs::permissions(scratch / "a", fs::perms(0755));
  make_private_folder(scratch / "a");
  CHECK(mode_of(scratch / "a") == 0755);
  write_atomically(scratch / "file", "x");
  CHECK(exit_of([&] { make_private_folder(scratch / "file"); }) == Exit::not_saved);
  CHECK(exit_of([&] { make_private_folder(scratch / "file" / "deeper"); }) == Exit::not_saved);
  CHECK_NOTHROW(make_private_folder(""));
}

TEST_CASE("one's own files are safe, and so is what does not exist yet") {
  const Scratch scratch;
  write_atomically(scratch / "a", "x", 0644);
  CHECK_NOTHROW(refuse_unsafe(scratch / "a"));
  CHECK_NOTHROW(refuse_unsafe(scratch / "later"));
  CHECK_NOTHROW(refuse_unsafe(scratch / "no" / "folder" / "yet"));
  CHECK_NOTHROW(refuse_unsafe("felt-test-that-is-not-there"));
}

TEST_CASE("a folder everyone can write to is unsafe unless it is sticky") {
  const Scratch scratch;
  fs::create_directory(scratch / "it's");
  const fs::path file = scratch / "it's" / "a";
  ::chmod((scratch / "it's").c_str(), 0777);
  CHECK(exit_of([&] { refuse_unsafe(file); }) == Exit::unsafe);
  CHECK(hint_of([&] { refuse_unsafe(file); }) == "Run: chmod o-w '" + scratch.path().string() + "/it'\\''s'");
  ::chmod((scratch / "it's").c_str(), 01777);
  CHECK_NOTHROW(refuse_unsafe(file));

  ::chmod((scratch / "it's").c_str(), 0777);
  fs::create_symlink("it's/a", scratch / "link");
  CHECK(exit_of([&] { refuse_unsafe(scratch / "link"); }) == Exit::unsafe);
}

TEST_CASE("what belongs to another user is unsafe" * doctest::skip(::geteuid() != 0)) {
  const Scratch scratch;
  write_atomically(scratch / "a", "x");
  REQUIRE(::chown((scratch / "a").c_str(), 4242, 4242) == 0);
  CHECK(exit_of([&] { refuse_unsafe(scratch / "a"); }) == Exit::unsafe);
  CHECK(message_of([&] { refuse_unsafe(scratch / "a"); }).ends_with("belongs to another user (number 4242)"));

  fs::create_directory(scratch / "theirs");
  REQUIRE(::chown((scratch / "theirs").c_str(), 4242, 4242) == 0);
  CHECK(exit_of([&] { refuse_unsafe(scratch / "theirs" / "new"); }) == Exit::unsafe);
}

TEST_CASE("a second name is that of the same bytes, and takes nobody else's") {
  const Scratch scratch;
  write_atomically(scratch / "a", "words");
  name_again(scratch / "a", scratch / "b");
  CHECK(content_of(scratch / "b") == "words");
  write_atomically(scratch / "c", "other words");
  CHECK(exit_of([&] { name_again(scratch / "a", scratch / "c"); }) == Exit::not_saved);
  CHECK(content_of(scratch / "c") == "other words");
}

TEST_CASE("paths in messages are visible and whole") {
  CHECK(quoted_path("a\x1b[31m/" + std::string(100, 'x')) == "'a\\x1b[31m/" + std::string(100, 'x') + "'");
  CHECK(shell_word("it's") == "'it'\\''s'");
}

TEST_CASE("reasons and sizes are in plain words") {
  CHECK(reason_of(ENOSPC) == "no space left on the device");
  CHECK(reason_of(EACCES) == "permission denied");
  CHECK(reason_of(EBUSY) == "device or resource busy");
  CHECK(size_text(512) == "512 bytes");
  CHECK(size_text(128 * 1024) == "128 KiB");
  CHECK(size_text(16 << 20) == "16 MiB");
  CHECK(size_text(1500) == "1500 bytes");
}
