// The English words of recovery, written for this project. Part of the vault's format: a word keeps
// its place for ever (docs/vault_format.md, section 4).
#include "wallet/word_list.h"

namespace credenza::wallet::detail {

// NOLINTNEXTLINE(readability-identifier-naming): a text, one space or line end between two words
const std::string_view k_english_words =
    R"(acorn across actor add adult advice after again agree airport alarm alert alive allow almond alone
amber anchor animal ankle answer apple apron arch arena around arrive arrow artist aside ask athlete
atom auction august autumn avenue average awake award away baby bacon badge bag bake balance balcony
bamboo banana banjo barber bark barley barrel basket bath battery beef behind belong bench best
beyond bicycle bird bitter black blanket blend blink blossom boat body boil bonus book boost borrow
bottle bounce box brain branch brave breeze brick bridge bright broad bronze broom brother brown
brush bubble bucket budget buffalo bulb bundle busy button cabbage cabin cable calendar calm camel
camp canal candle canoe canyon captain car carbon cargo carpet case castle casual celery cement
century certain chair chalk chapter charge chat cheap check cheese cherry chess chew chicken chief
child chimney chin chisel choice choose chorus church cider cinema circle citizen city claim clap
clean clerk clever cliff clock cloud clue coconut coffee cold collar comb comedy comfort common
company copper copy coral cost cotton couple cousin cover cow crab cradle craft crane cream credit
cricket crop crowd crystal cube cucumber cup cupboard curious curly curve cushion custom cycle daily
dance danger daring data daughter day decade deep defend degree delay deliver dentist desert design
desk detail develop diagram diamond diet dig digital dinner dinosaur distance divide doctor dolphin
domain donkey door dot double down dozen dragon draw dress drift drill drink drive duck dune dust
duty eager eagle early earth easel easy eclipse edit educate effort egg elastic elbow elder electric
elephant eleven emerald empty enable energy engine enjoy enter entire envelope equal estate evening
example except exchange exercise expand explain express fabric face faith falcon family famous fan
farm fashion fast father february feed fellow fence ferry fiddle field fifteen figure final finger
finish fire first fish fit flag flame flash flight float floor fluffy flute fly foam focus foot
forest forget fork fortune fossil fountain free fresh friend frog front frozen fuel funny furnace
future gadget galaxy gallop garden garlic garment gas gaze gear general genius gentle genuine giant
gift giggle giraffe girl give glory glove goal good goose grace gravel green grocery group grow
guard guide guitar habit half hammer happy harvest hawk hazel health heart hedge height helmet help
hero hexagon hidden hike hippo history hockey holiday hollow home honest horizon hospital house huge
human humble hundred hungry hurdle hurry husband icon ideal igloo ignore image impact improve inch
include income indoor infant inform inland input inside instead into invent invite ivory ivy jacket
jaguar january jasmine jaw jeans jelly jewel jigsaw job join joke journey judge juice july jump
junior kangaroo kayak kennel kettle kick king kitchen kite kitten knee knife knit knock label lady
lagoon lamb lantern large laser laugh laundry lavender lawn leader leaf learn leather lecture left
legal leisure lemon length leopard lettuce level liberty library lily lime limit linen lion liquid
list little lizard llama lobby lobster local lodge logic lucky luggage lunar magic magnet major
manage manual maple marble margin market marry marsh master match meadow meal measure mechanic
medium melody melt member memory mend message method midnight minute mirror misty mobile monday
money month moon mosaic mother movie muffin multiply mushroom music mustard mystery myth name napkin
nation nature navy neat neck needle nephew neutral never nice nickel noise noodle normal north note
nothing notice novel nurse nylon oasis ocean october offer office often onion online open opinion
opposite optic orange orbit orchard order ordinary organ origin ostrich outdoor outer owl owner
oxygen oyster pack paddle paint panel papaya paper parent parrot pattern pave payment peach peanut
pebble pelican pencil people pepper perfect permit person phone photo physics picnic picture pigeon
pile pilot pioneer pirate planet plate play please plenty plug pocket poem polar police pond pool
popular porch port position possible postcard potato pottery powder practice praise pretty price
problem produce profile program promise proof proper protect proud provide public pull pulse pumpkin
punch pupil puppet purchase pure purple push puzzle pyramid quality quest quilt quite rabbit raccoon
radish rail rapid raven razor ready receive recipe record reflect refresh region regular reindeer
relax remember remind remote rent repair repeat reply report request rescue return review reward
rhyme rhythm ribbon rich rinse ripple rival river roast robin rock romance rope rotate royal ruby
safe salad salmon salt salute sample satin saturn sausage scale scan scarf science scissors scoop
score scout screen script scrub search season second secret section segment select senior sentence
separate series seven shadow shape sharp shed sheep shelf sheriff shield shift shine shop short
shoulder shovel shower shrimp shrug shuffle sign silent silk silly silver similar sister six skate
sketch skill skin skirt sky slide slipper slope small smart smile smoke smooth snack snail snake
sneeze snow soap soccer social soft solid solve song sorry sound south space spark speak special
spell spend sphere spider spiral splash spoon spot spray spread spring spruce square squeeze
squirrel stable stadium staff stand station stay steam step stereo stick stir stomach stool stove
straw street strong studio subject submit subway success sudden sugar suggest suit summer supply
surf surprise survey swallow swamp sweater swim swing switch symbol syrup system tackle tailor talk
tangle target tart taste teapot teddy tell temper tenant term text thank theme theory thick thimble
thing third thorn thread throat thumb thunder thursday ticket tidy tiger tight timber title today
together token tomato tomorrow tone tongue tonight tooth topic tornado tortoise total touch tourist
toward tower track trade traffic transfer tray treasure trend tribe trim trolley trophy trouble true
trumpet trunk truth tuesday tulip tuna turkey turtle twelve twenty twice twig twist type typical
umbrella uncle unique universe unlock unusual update upgrade uphill upper upright urge useful usual
vacant valid valley value vanilla vehicle velvet vendor verb verify verse vessel veteran victory
video view village vinegar violet virtue visit visual vital vivid voice volcano volume voucher vowel
voyage vulture wafer waffle wage wagon wall walnut wander wasp weave wedding welcome wheat wheel
whistle white wide willow window wisdom witness woman world yacht yard yeast yogurt young zigzag
zipper zoo)";

}  // namespace credenza::wallet::detail
