#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/time.hpp"
#include "base/visible.hpp"
#include "journal/database.hpp"

namespace felt {

// What stands in the columns of a row.

std::string text_in(SQLite::Statement& row, int column);
// A moment in three columns, or parameters, next to each other: the instant, the offset in minutes, the zone.
Moment moment_in(SQLite::Statement& row, int column);
void bind_moment(SQLite::Statement& statement, int first, const Moment& moment);

// Error (damaged): the journal holds `what` that felt never wrote.
[[noreturn]] void refuse_damage(std::string_view what);
// A kept day; Error (damaged) for any other text.
Day day_in(const std::string& text);
// What a kept text stands for; where it stands for nothing, `what` is damage.
template <class Value>
Value known(const std::optional<Value>& value, std::string_view what, const std::string& text) {
  if (!value) refuse_damage(std::string(what) + ' ' + in_quotes(text));
  return *value;
}
// Hands over JSON that felt kept; text that is none, or of another shape than `read` expects, is damage.
void read_kept_json(const std::string& text, std::string_view what,
                    const std::function<void(const Json&)>& read);

// Ready to be bound anew, also where what it read the last time was refused or did not read.
void rewind(SQLite::Statement& statement);

}  // namespace felt
