#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "insight/around.hpp"
#include "insight/caveats.hpp"
#include "insight/describe.hpp"
#include "insight/minimum.hpp"
#include "insight/over_time.hpp"
#include "insight/overlap.hpp"
#include "insight/trend.hpp"
#include "journal/journal.hpp"
#include "report/thread.hpp"

namespace felt {

// A session's ratings of one question before and after it, at least one of them.
struct LineSession {
  Id session = 0;
  SessionContrast contrast;
};

// One question's differences d over the sessions that have one, at least 3.
struct LineDifference {
  std::vector<double> values;  // by the sessions' start
  double median = 0, mean = 0;
};

// How far a mean difference can be relied on.
struct DifferenceCertainty {
  ConfidenceInterval interval;  // percentile bootstrap of the mean, over sessions
  double level = usual_confidence;
  std::uint64_t resamples = 0;
  std::optional<std::uint64_t> seed;  // none where every resample was enumerated
  std::optional<double> p;            // sign-flip, two-sided; from 6 sessions on, for technical views only
  std::optional<double> smallest_p;   // that so many sessions can reach; where there is a p
};

// Takes thousands of resamples, so it is asked for where it is shown. The same values give the same bytes.
DifferenceCertainty certainty_of(const LineDifference& difference);

// NAP and Tau of the ratings before the first session of the journal against all later ones.
struct LineOverlap {
  PhaseOverlap phases;
  OverlapShown shown = OverlapShown::no;  // never no
};

struct LineTrend {
  double per_week = 0;
  ConfidenceInterval interval;  // per week
  std::size_t n = 0;            // ratings, or days where daily medians stand for them
  bool daily_medians = false;
  ElapsedDays span{0};                                 // from the first rating to the last
  double joint_intercept = 0, separate_intercept = 0;  // at the first rating
};

// What a technical view says of a line beside all this. A member stands where what it belongs to stands.
struct LineDetails {
  ElapsedDays span{0};  // from the first rating to the last
  std::optional<ElapsedDays> median_gap;
  std::optional<double> time_weighted_mean;
  std::size_t compared = 0, sessions = 0;  // those of the period with a rating before and after, of how many
  std::optional<double> pseudo_median;     // of the differences
  std::optional<TauU> tau_u;               // of the phases of the overlap
  std::optional<RankTrend> ranks;          // of the points of the trend
  std::optional<double> autocorrelation;   // of ratings that follow one another; where there is a trend
  std::optional<double> effective_n;       // what they are worth; where the autocorrelation is above 0
};
enum class Detail { usual, technical };

// A session's ratings of one question from 3 days before to 7 days after it, in time order.
struct LineRun {
  Id session = 0;
  std::vector<RunPoint> points;
};
inline constexpr std::size_t most_runs = 24;  // of a line: more would hide each other in a picture

// What was left out of a line because there is too little to show it.
enum class TooFew { difference, overlap, overlap_interval, trend };
std::string_view name_of(TooFew what);

// Everything a summary knows about one question that is answered on a scale.
struct Line {
  Wording wording;
  const Thread* thread = nullptr;  // never null once built
  Description all;
  std::vector<LineSession> sessions;  // by start
  std::vector<LineRun> runs;          // of the latest sessions, by start; at most most_runs
  std::optional<LineDifference> difference;
  SessionProfile around;
  std::optional<LineOverlap> overlap;  // never on a neutral scale
  std::optional<LineTrend> trend;
  std::vector<TimeBin> over_time;         // the period in at most points_over_time stretches of equal length
  std::vector<RatingSeries::Turn> turns;  // where the language or the words of the question changed
  std::vector<TooFew> too_few;
  std::optional<LineDetails> details;  // where they were wanted

  std::size_t compared_sessions() const;  // those with a rating before and after
  bool is_main() const { return is_main_line(*thread, wording.name); }
};

// As many as a small line can show.
inline constexpr std::size_t points_over_time = 60;

// Which way the answers to a question improve; nothing where neither end is better.
std::optional<Better> better_of(const Wording& wording);

// The sessions of the journal, by start, as `ids` and `starts` of one length.
struct SessionTable {
  std::vector<Id> ids;
  std::vector<Instant> starts;
};

// What the cautions of a whole summary need to know of one line.
struct LineFacts {
  CaveatFacts facts;
  std::vector<std::size_t> rated;     // sessions with a rating in their windows, as places in the table
  std::vector<std::size_t> compared;  // those of them with one before and one after
};

struct BuiltLine {
  Line line;
  LineFacts facts;
};

// From the beginning to the end of what is summed up, both included.
struct TimeSpan {
  Instant from, to;
};

// The series has at least one point and is in time order. Which sessions of the details count is left for the
// summary to say.
BuiltLine build_line(const RatingSeries& series, const SessionTable& sessions, const TimeSpan& span,
                     Detail detail = Detail::usual);

}  // namespace felt
