#include "base/lock_wait.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "temporary_folder.hpp"

using namespace felt;
using std::chrono::milliseconds;

namespace {

enum class Access { read, write };

// Each in a part of the file of its own, so that both fit beside each other.
void lock(const std::string& path, Access access) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  struct flock part {};
  part.l_type = access == Access::write ? F_WRLCK : F_RDLCK;
  part.l_start = access == Access::write ? 0 : 1;
  part.l_len = 1;
  if (file < 0 || ::fcntl(file, F_SETLK, &part) != 0) std::abort();
}

// A process that holds the lock of a file for as long as this lives.
class Holder {
 public:
  explicit Holder(const std::string& path, Access access = Access::write) {
    int ready[2];
    if (::pipe(ready) != 0 || (m_process = ::fork()) < 0) std::abort();
    if (m_process == 0) {
      lock(path, access);
      ::close(ready[0]);
      if (::write(ready[1], "x", 1) != 1) std::abort();
      for (;;) ::pause();
    }
    ::close(ready[1]);
    char byte = 0;
    if (::read(ready[0], &byte, 1) != 1) std::abort();
    ::close(ready[0]);
  }
  ~Holder() {
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
  }
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;
  pid_t process() const { return m_process; }

 private:
  pid_t m_process = 0;
};

}  // namespace

TEST_CASE("the process that holds a lock is named, and nobody where there is none") {
  const test::TemporaryFolder folder;
  const std::string path = folder.file();
  CHECK(lock_holder(path) == "another program");
  {
    const Holder holder(path);
    CHECK(lock_holder(path) == fmt::format("the program felt_tests (process {})", holder.process()));
    CHECK(lock_holder(folder.file("another.db")) == "another program");
  }
  CHECK(lock_holder(path) == "another program");
}

TEST_CASE("of those that hold a lock the one that writes is named, whoever came first") {
  const test::TemporaryFolder folder;
  const Holder before(folder.file(), Access::read), writer(folder.file()), after(folder.file(), Access::read);
  CHECK(lock_holder(folder.file()) == fmt::format("the program felt_tests (process {})", writer.process()));
}

TEST_CASE("a lock of one's own is not somebody else's") {
  const test::TemporaryFolder folder;
  lock(folder.file(), Access::write);
  CHECK(lock_holder(folder.file()) == "another program");
}

TEST_CASE("waiting for a lock ends, without time at once, else after several tries") {
  CHECK_FALSE(LockWait(milliseconds(0)).once_more());
  LockWait wait(milliseconds(100));
  for (int time = 0; time < 2; ++time) {
    wait.begin();
    int tries = 0;
    while (wait.once_more()) ++tries;
    CHECK(tries >= 10);
    CHECK(tries <= 50);
  }
}
