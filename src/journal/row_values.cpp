#include "journal/row_values.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/error.hpp"

namespace felt {

std::string text_in(SQLite::Statement& row, int column) { return row.getColumn(column).getString(); }

void rewind(SQLite::Statement& statement) {
  statement.tryReset();
  statement.clearBindings();
}

Day day_in(const std::string& text) {
  try {
    return parse_day(text);
  } catch (const UsageError&) {
    refuse_damage("the day " + in_quotes(text));
  }
}

void refuse_damage(std::string_view what) {
  throw Error(Exit::damaged, fmt::format("the journal holds {} that felt never wrote", what),
              "Leave the file as it is and keep a copy of it before anything else.");
}

Moment moment_in(SQLite::Statement& row, int column) {
  return {parse_utc_text(text_in(row, column)), std::chrono::minutes(row.getColumn(column + 1).getInt()),
          text_in(row, column + 2)};
}

void bind_moment(SQLite::Statement& statement, int first, const Moment& moment) {
  statement.bind(first, utc_text(moment.at));
  statement.bind(first + 1, static_cast<int>(moment.offset.count()));
  statement.bind(first + 2, moment.zone);
}

void read_kept_json(const std::string& text, std::string_view what,
                    const std::function<void(const Json&)>& read) {
  try {
    read(parse_json(text, "the journal"));
  } catch (const ContentError&) {
    refuse_damage(what);
  } catch (const Json::exception&) {
    refuse_damage(what);
  }
}

}  // namespace felt
