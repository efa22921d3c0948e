#include "story/phrases.hpp"

#include <optional>

#include "base/text.hpp"

namespace felt {
namespace {

constexpr auto any = std::nullopt;
constexpr auto strained = Mood::strained;
constexpr auto eased = Mood::eased;

struct Topic {
  std::string_view name;
  std::optional<Mood> mood;  // nothing: any
  std::string_view phrases;  // with | between them
};

constexpr Topic topics[]{
    // --- lists of words ---
    {"emotions", strained,
     "tension|tension|stress|stress|worry|anxiety|weariness|irritation|frustration|sadness|restlessness|"
     "overwhelm|mixed|hope|loneliness"},
    {"emotions", eased,
     "relief|relief|calm|calm|lightness|contentment|ease|tenderness|gratitude|weariness|vulnerability|moved|"
     "sadness|hope|curiosity"},
    {"sensations", strained, "tight|tight|tense|heavy|stiff|aching|pulling|clenched|pressure|restricted"},
    {"sensations", eased, "warm|warm|soft|loose|light|tingling|spacious|heavy|pulsing|tender"},
    {"regions", strained,
     "neck left back|neck back|shoulder left|shoulder both|jaw both|lower-back|hip left|breastbone|"
     "upper-belly|base-of-skull|forehead"},
    {"regions", eased,
     "neck left back|shoulder left|belly|hand both|chest|lower-back|hip left|foot both|face|sacrum"},
    {"techniques", any, "craniosacral|craniosacral|ser|stillness|dialogue|myofascial"},
    {"care", any, "quiet-time|slow-walk|water-food|warmth|early-night|easy-body|screens-off|music|alone"},
    {"steadiers", any, "look-around|feet|water|fresh-air|warmth|music|animal|move"},
    {"parts", any, "talk-first|finding|main-work|main-work|rest|landing|holding-back"},
    {"comfort", any, "ask-each-time|say-first|slower|lighter-touch|stay-covered|breaks|room"},
    {"ready", any, "clothes|early|food-water|questions|way-home|space-after"},
    {"situations", any, "long-stress|tension-pattern|hard-to-settle|stress-body|rest|body-awareness"},
    {"experiences", any,
     "let-go|let-go|breath-change|deep-rest|moved|image|welling|sensation|tears|drifting|memory|quiet|quiet|"
     "insight|holding-back"},
    {"after-effects", strained, "tired|tired|tender|headache|stirred|sensitive|restless|same|irritable"},
    {"after-effects", eased,
     "relief|lightness|peaceful|warm|tired|tired|easier-moving|clear|dreamy|tender|hungry-thirsty"},
    {"movements", any, "turn-head|turn-head|stairs|stairs|bend|reach-up|walk|stand-up"},
    {"sleep-around", any, "screen|busy-mind|caffeine|noise-light|session-day|nothing|feelings"},

    // --- questions with options of their own ---
    {"preparation/situation-time", any, "going-on|going-on|both|recent"},
    {"preparation/history-share", any, "none|headline|as-it-comes|as-it-comes|known"},
    {"preparation/touch-limits", any, "throat|belly|lower-belly|groin both|face"},
    {"preparation/talk-ok", any, "ask|ask|yes|later"},
    {"preparation/imagery-ok", any, "ask|no|later|yes"},
    {"preparation/leave-out", any, "guided-imagery|breathwork|energy-balancing|auriculotherapy"},
    {"session/areas", any, "neck back|base-of-skull|sacrum|shoulder both|belly|chest|hip left|lower-back"},
    {"session/time-sense", any, "none|old|both|recent"},
    {"session/holding-met", any, "slowed|slowed|stayed|stopped|unsaid"},
    {"session/talked", any, "little|little|none|lot"},
    {"session/asked-first", any, "each|each|some|not-needed"},
    {"session/pace", any, "right|right|right|slow|fast|changed"},
    {"session/stopped", any, "no-need|no-need|no-need|yes-met"},
    {"session/landing", any, "enough|enough|little|none"},
    {"session/referral", any, "no|no|yes-not-now"},
    {"body/breath", strained, "shallow|held|quick|uneven|sighing"},
    {"body/breath", eased, "easy|slow|deep|sighing|not-noticed"},
    {"body/softer", any, "neck left back|shoulder left|jaw both|belly|lower-back|chest"},
    {"body/all-right-place", any, "hand both|foot both|ear both|knee right|belly|forearm right"},
    {"body/by-itself", any, "yawning|sighing|twitching|stretching|belly|tears|none|none"},
    {"sleep/dreams", strained, "plain|none|vivid|unsettling"},
    {"sleep/dreams", eased, "none|plain|vivid|comforting"},
    {"posture/evenness", any, "even|left|left|forward|unsure"},
    {"pain-movement/pain-place", any, "neck left back|shoulder left|lower-back|hip left|knee right"},
    {"pain-movement/pain-kind", any, "muscle|muscle|joint|headache|unsure"},
    {"aftercare/since-going", any, "easing|easing|same|up-down"},
    {"aftercare/contact", any, "no|no|no|maybe"},

    // --- words of one's own ---
    {"preparation/reason", any,
     "the tight left shoulder|sleep, and the neck|room to slow down|a quiet hour, nothing more|the hip that "
     "complains on stairs"},
    {"preparation/enough", any,
     "a quieter neck for a day or two|lying still for a while|being asked before each step|one easier night"},
    {"preparation/not-wanted", any, "quick work at the neck|a lot of talking|guesses about what it means"},
    {"preparation/pattern", any,
     "holding my breath at the desk|saying yes too quickly|pulling the shoulders up"},
    {"preparation/history-start", any, "a fall on ice, long ago|the winter two years ago"},
    {"preparation/stop-sign", any, "a raised hand|the word pause"},
    {"preparation/ask-them", any,
     "What do you notice at the left side?|How much time is there to rest at the end?|Could the window stay "
     "open a little?"},
    {"session/movement-note", any, "the left arm lifted a little|a slow turn to the side and back"},
    {"session/image-note", any, "a grey-blue colour|a door standing open|snow on a roof"},
    {"session/memory-note", any, "the house by the river|the train home"},
    {"session/insight", any, "the shoulder lets go when I am asked first|I hold my jaw when I listen"},
    {"session/one-line", strained, "a lot at once|it stirred more than I thought|busy, then tired"},
    {"session/one-line", eased, "quiet, slow, enough|more room on the left side|tired, and lighter"},
    {"session/tell-them", strained,
     "The pressure at the left hip was a little much.|More time at the end, please.|I would have liked to be "
     "asked before the neck."},
    {"session/tell-them", eased,
     "The slow start suited me.|The work at the neck was enough.|The quiet at the end was what stayed."},
    {"emotions/own-words", strained, "tight and hurried|a bit of everything|wired and tired|heavy, far away"},
    {"emotions/own-words", eased, "lighter, and slow|quiet inside|soft at the edges|tired and content"},
    {"emotions/pattern", any, "I said no, and it was all right|less hurry at breakfast"},
    {"emotions/to-a-friend", any, "go slowly|rest first, then see"},
    {"emotions/steady-moment", any,
     "tea by the window|walking home slowly|the dog asleep next to me|light in the kitchen|rain on the roof"},
    {"body/changing-note", any, "from the neck down to the shoulder blade|tight first, then warm"},
    {"body/goes-with", any, "worry and the stomach|sadness, and a lump in the throat"},
    {"sleep/dream-note", any, "a train that waited|rooms I did not know"},
    {"sleep/habit", any, "no screen after ten|the walk after supper"},
    {"posture/less-effort", any, "standing at the sink|on the train, feet on the floor"},
    {"pain-movement/my-thing", any, "climbing the stairs"},
    {"aftercare/in-the-way", any, "someone else to cook|no errands on the way home"},
    {"aftercare/stayed", strained, "not much, and that is fine|being heard when I said stop"},
    {"aftercare/stayed", eased, "more room when breathing out|the left side is looser|the quiet at the end"},
    {"aftercare/next-time", any,
     "Slower at the neck.|The same again.|A little more talking at the start.|Less at the hip."},
    {"wellbeing/shifted", any,
     "stairs are easier, desk work the same|the same, mostly|a harder week, softer evenings"},
    {"wellbeing/also", any, "a deadline on Friday|visitors over the weekend|a cold going round"},
    {"wellbeing/my-aim", any, "evenings without rushing"},
    {"note", strained,
     "Headache in the afternoon, gone by evening.|The hip is sore after the stairs, that is new.|Long day, "
     "little air.|Woke at four and lay there a while."},
    {"note", eased,
     "Walked home the long way.|Slept through, for once.|Noticed my shoulders were down.|Quiet evening, "
     "nothing planned."},
    {"tag", any, "work|travel|neck|hip"},
};

}  // namespace

std::vector<std::string_view> phrases_for(std::string_view name, Mood mood) {
  for (const auto& topic : topics)
    if (topic.name == name && topic.mood.value_or(mood) == mood) return split(topic.phrases, '|');
  return {};
}

}  // namespace felt
