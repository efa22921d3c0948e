#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <istream>
#include <memory>
#include <new>
#include <ostream>
#include <streambuf>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "commands/command.hpp"
#include "felt.hpp"
#include "interview/line_reader.hpp"
#include "interview/secret_reader.hpp"

// glibc declares it only where GNU extensions are on.
extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace {

// A stream on a descriptor that remembers why writing failed: a closed pipe is a quiet end, a full disk is
// not.
class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : m_descriptor(descriptor) {
    setp(m_out.data(), m_out.data() + m_out.size());
  }
  int failure() const { return m_failure; }  // an errno value, 0 while all is well

 protected:
  int_type overflow(int_type c) override {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }
  int sync() override {
    for (const char* from = pbase(); from < pptr() && m_failure == 0;) {
      const auto written = ::write(m_descriptor, from, static_cast<std::size_t>(pptr() - from));
      if (written >= 0)
        from += written;
      else if (errno != EINTR)
        m_failure = errno;
    }
    setp(m_out.data(), m_out.data() + m_out.size());
    return m_failure == 0 ? 0 : -1;
  }
  int_type underflow() override {
    const auto got = read_some(m_in.data(), m_in.size());
    if (got <= 0) return traits_type::eof();
    setg(m_in.data(), m_in.data(), m_in.data() + got);
    return traits_type::to_int_type(m_in[0]);
  }
  // What is wanted in one piece goes straight to its place: a passphrase has no copy here.
  std::streamsize xsgetn(char* to, std::streamsize size) override {
    auto at = std::min<std::streamsize>(size, egptr() - gptr());
    std::copy_n(gptr(), at, to);
    gbump(static_cast<int>(at));
    for (ssize_t got = 1; at < size && got > 0; at += std::max<ssize_t>(got, 0))
      got = read_some(to + at, static_cast<std::size_t>(size - at));
    return at;
  }

 private:
  ssize_t read_some(char* to, std::size_t bytes) const {
    ssize_t got = -1;
    do got = ::read(m_descriptor, to, bytes);
    while (got < 0 && errno == EINTR);
    return got;
  }

  int m_descriptor;
  int m_failure = 0;
  std::array<char, 16'384> m_out;
  std::array<char, 16'384> m_in;
};

// A closed standard stream would hand its number to the journal's file.
void open_missing_streams() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor)
    if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) ::open("/dev/null", O_RDWR);
}

felt::Environment environment() {
  felt::Environment env;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string text = *entry;
    if (const auto equals = text.find('='); equals != std::string::npos)
      env.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return env;
}

std::string value_of(const felt::Environment& env, const char* name) {
  const auto found = env.find(name);
  return found == env.end() ? "" : found->second;
}

std::string name_after_zoneinfo(const std::string& path) {
  constexpr const char* marker = "zoneinfo/";
  const auto at = path.find(marker);
  return at == std::string::npos ? "" : path.substr(at + std::strlen(marker));
}

// The name of the zone in force, to be kept beside the offset; the offset itself is localtime's.
std::string zone_name(const felt::Environment& env) {
  auto named = value_of(env, "TZ");
  if (!named.empty() && named.front() == ':') named.erase(0, 1);
  if (!named.empty()) return named.front() == '/' ? name_after_zoneinfo(named) : named;
  char target[4096];
  const auto length = ::readlink("/etc/localtime", target, sizeof target);
  return length > 0 ? name_after_zoneinfo(std::string(target, static_cast<std::size_t>(length))) : "UTC";
}

felt::TerminalFacts terminal_facts(int descriptor, const felt::Environment& env) {
  felt::TerminalFacts facts;
  facts.is_terminal = ::isatty(descriptor) == 1;
  facts.term = value_of(env, "TERM");
  facts.no_color = !value_of(env, "NO_COLOR").empty();
  winsize size{};
  if (facts.is_terminal && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0) {
    facts.columns = size.ws_col;
    facts.rows = size.ws_row;
  }
  return facts;
}

felt::Instant system_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

void say_lost_output(const DescriptorBuffer& out, std::ostream& err) {
  err << "felt: the output could not be written: " << std::strerror(out.failure())
      << "\nWhatever was changed stands; only the output is missing.\n";
  err.flush();
}

// Saying this takes no memory.
void say_no_memory(std::ostream& err) {
  err << "felt: there is not enough memory\n"
         "What is kept is as it was. Close other programs and run the command again.\n";
}

int run(int argc, char** argv, std::istream& in, std::ostream& out, std::ostream& err) {
  felt::World world{in, out, err, environment(), system_now, {}, false, {}, {}, {}, {}, {}};
  world.zone = felt::system_zone(zone_name(world.env));
  world.in_is_terminal = ::isatty(0) == 1;
  if (world.in_is_terminal || ::isatty(2) == 1) world.secret_reader = felt::read_secret_from_terminal;
  world.out_terminal = terminal_facts(1, world.env);
  world.err_terminal = terminal_facts(2, world.env);
  if (world.in_is_terminal && world.err_terminal.is_terminal) world.line_reader = felt::make_terminal_reader;

  if (argc > 0) world.program = argv[0];
  const std::vector<std::string> args(argv + std::min(argc, 1), argv + argc);
  return felt::run_felt(args, world);
}

}  // namespace

int main(int argc, char** argv) {
  open_missing_streams();
  ::signal(SIGPIPE, SIG_IGN);  // a closed pipe is seen when writing
  ::signal(SIGXFSZ, SIG_IGN);  // so is a size limit
  DescriptorBuffer in_buffer(0), out_buffer(1), err_buffer(2);
  std::istream in(&in_buffer);
  std::ostream out(&out_buffer), err(&err_buffer);
  err << std::unitbuf;

  int exit = static_cast<int>(felt::Exit::not_saved);
  try {
    exit = run(argc, argv, in, out, err);
  } catch (const std::bad_alloc&) {
    say_no_memory(err);
  }
  out.flush();
  if (out_buffer.failure() == 0 || out_buffer.failure() == EPIPE) return exit;
  say_lost_output(out_buffer, err);
  return exit == 0 ? static_cast<int>(felt::Exit::not_saved) : exit;
}
