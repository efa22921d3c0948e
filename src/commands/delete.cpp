#include "commands/commands.hpp"
#include "commands/deletion.hpp"

namespace felt {

Run declare_delete(CLI::App& app) {
  return declare_deletion(app, Thing::entry,
                          {"id", "ID...", "The entries' numbers; a check-in that is open has one, too"});
}

}  // namespace felt
