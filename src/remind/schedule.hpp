#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

// How often the system asks felt whether anything is due.
enum class Pace { quarter_hour, half_hour, hour, two_hours };
// "15m", "30m", "1h", "2h".
std::optional<Pace> find_pace(std::string_view name);

// How felt is started by the system, which knows nothing of a person's own environment.
struct ReminderCall {
  std::string program;                           // absolute
  std::vector<std::string> options;              // --journal and --config where they are not the usual ones
  std::map<std::string, std::string> variables;  // TZ and XDG_STATE_HOME where they are not the usual ones
};

// --- crontab ---

// The line of a crontab, without its end: every % escaped, nothing left that cron would mail. UsageError if a
// path holds what no crontab can: control characters or a backslash.
std::string crontab_line(const ReminderCall& call, Pace pace);

// The line of felt's that a crontab holds between felt's two marker lines; nothing where there are none.
// ContentError if only one of them is there, one twice, or anything else than felt's line between them.
std::optional<std::string> find_crontab_line(std::string_view crontab);

// The crontab with felt's line: in the place of the one that is there, else before everything else, so that
// no setting for other lines counts for it. Every other byte stays. ContentError as find_crontab_line.
std::string with_crontab_line(std::string_view crontab, std::string_view line);
std::string without_crontab_line(std::string_view crontab);

// --- systemd, for the user ---

inline constexpr std::string_view service_name = "felt-due.service";
inline constexpr std::string_view timer_name = "felt-due.timer";

// The two units. UsageError if a path holds control characters.
std::string service_text(const ReminderCall& call);
std::string timer_text(Pace pace);
// Whether felt has written this unit.
bool is_own_unit(std::string_view text);

}  // namespace felt
