// The Dutch words of recovery, written for this project. Part of the vault's format: a word keeps
// its place for ever (docs/vault_format.md, section 4).
#include "wallet/word_list.h"

namespace credenza::wallet::detail {

// NOLINTNEXTLINE(readability-identifier-naming): a text, one space or line end between two words
const std::string_view k_dutch_words =
    R"(aanbod aandacht aankomst aardig abrikoos achter acteur actie adem adres advies afdak afspraak afwas
agenda akker akkoord album alleen almanak alpaca altijd amandel ambacht amper ananas ander angel
anijs antenne antiek antwoord apart appel april arend arm artikel asperge atelier atlas augurk auto
avocado avond azijn azuur baan baard babbel badkamer bagage baksteen balans balie balkon bamboe
banaan barst basis batterij bazaar beeld been beest begin begrip behang beitel bekken beleid bellen
belofte beneden benzine berg bericht beroep bestek betaal beton bever bewijs bezem bezoek bieb
biljart binnen bioscoop biscuit blad blauw blazer bliksem bloem blok blouse boek boete bokaal bonbon
boot bord borrel borstel bos boter bouwen boven braam brand breed brem breuk brief bril broccoli
broer brood brug bruin brunch buffel buis buiten bundel bunker bureau burger buur cabaret cactus
cadeau cake camera camping canvas capsule cavia centrum cheque chips chocola cijfer cilinder cirkel
citaat citroen clown club coach code collega compleet concert conditie congres contact cultuur
cursus cyclus dag dame dansen dapper datum dauw december deeg deftig deksel delen denken diamant
dichter diep dijk dille diner dinsdag diploma direct dirigent distel docent doel dokter dolfijn
donker doolhof doorn dorp dorst dosis douche dozijn draad dragen drank drempel drie drijven drinken
dromen droog druif drum druppel dubbel duiken duim duizend durven dweil echo editie eekhoorn eend
eenvoud eenzaam eerlijk eerst effect eigen eik eiland einde elastiek elegant element elkaar elleboog
emmer energie enkel enorm ensemble envelop erfenis ervaring erwt esdoorn etalage etiket euro exact
examen expert fabel fabriek fakkel familie fanfare fantasie fase fazant festival fietsen figuur film
filter finale firma flamingo flanel fles flink flits flora fluit fluweel fontein forel formule
fornuis foto framboos friet fris functie galerij galop gans garage garen garnaal gast gazelle gazon
gebaar gebied gebouw gedicht geduld geel geheugen geit geld geluid gemak gember gemeente genoeg
gerecht geschenk gesprek getal geur gevoel gewoon gezellig gezin gezond gids gieter giraf gitaar
glanzen glas gletsjer glijbaan globe goed golf gondel gordijn graan gracht grap graven grens griep
griffel grijs grind groen groot gulden gunst gymles haak hagel halte ham hamer hamster handig
hangmat haring harnas harp haven havik hazelaar hek helft helm hemd hemel hengel herder herfst
heuvel historie hobby hoepel hokje honger honing hoofd hoog horloge hotel houden hout huidig huilen
hulp hyena idee iemand ijsbeer ijverig ijzer imker import index indruk ingang inhoud inkoop inkt
insect invoer inzicht ivoor jaar jacht jager jammer januari japon jarig jasmijn jazz jeugd jongleur
journaal juichen juli jungle jury juweel kaart kaas kabouter kachel kade kajak kakelen kalender kalk
kameel kamille kampioen kanaal kano kantoor kapitein karper karton kassa kasteel katoen keizer
kelder kenmerk kennis kern ketting keuken kies kijken kikker kilo kimono kind kiosk kip kist kiwi
klaar klank klap klaver kleding klei kleur klimmen kliniek klomp kloppen klus knal knie knippen
knoflook knoop koala koffer kok koken kokos kolibrie kolom komeet komma kompas konijn kool koper
kopje koraal korf kosmos kraag krab krans kreeft krekel krent kring krokus kroon kruid krul kubus
kudde kurk kweken kwiek laars laat lach ladder lagune lamp land lantaarn lasso laurier lava lavendel
lawaai leem leeuw leider lekker lelie lenen lengte lepel leraar letter leuk libel lichaam lief lift
ligstoel lijm lijst lila limoen links locatie lof logboek loket loods loop lotus loyaal lucht luifel
luik luipaard luister lunch lynx maag maaien maand machine magazijn magneet mais maken mango manier
mantel map marathon markt marmer masker materie matroos medaille meer meester meisje melden melk
melodie mengen mening menu merel mes metro meubel middag miljoen mimiek minder minister minuut mixer
mobiel model moeder moeras molen moment mooi morgen mossel motor mouw munt museum musical muziek
mysterie naald naam nabij najaar narcis natuur nectar neef nemen nest netjes netwerk neus niets
nieuw niveau noord nota nummer nuttig object oceaan ochtend oefenen oester offerte ogen oktober olie
olifant olijf oma omelet omweg onweer oogst oom openen opera opgave oppas optocht oranje orchidee
orde orgel orkest otter ouder overal paal pad pagina pakhuis paleis paling palm panda paneel panter
papaja papegaai papier parade parel park partij passer pasta patat patroon pauze pedaal pekel
penseel peper periode perron pers perzik piano picknick pilaar pincet pink pioen piraat pizza
plakken planeet plein plek plezier ploeg plooi pluim poetsen polder pols pomp pony poort populier
portret post potlood prachtig praten premie prima prins proces proeven project publiek pudding puree
puzzel python quiche quiz quota raaf race radar raden radijs raket rasp ratel ravijn recept recht
redding regen regio reiger rekenen relatie remmen riem rijden rijp rivier robijn robot roepen roest
rogge roman rond rook rooster rotonde roze rubber ruimte rumoer rups rustig saai salade saldo salon
samen sandaal sauna saus schaak schelp schip schoen schrift schuim scooter seconde seizoen serie
servies sfeer shirt sieraad signaal singel siroop sjaal skelet slaap slapen slee sleutel slim
slinger sloep sluis smaak smal smaragd smeren smid sneeuw snel snijden snor snuit soda solo spade
specht speld spiegel spijker splitsen spons spoor sport springen sprong spruit stamp start stempel
sterk steun stevig stilte stoel stof stoppen storm straat streep stroom struik studie stuk sturen
stuur succes suiker surfen symbool systeem tafel talent tamboer tank tante tapijt tarwe taxi tegel
teken tekst telefoon tempo tent terras thee thema thuis tien tijd tijger tillen timmer titel toast
tocht toekomst toerist toets toga tomaat toneel tong toon toren tournee tram treden trein trekken
tribune trommel tropen trots trouw truc tuba tuin tunnel tussen twaalf twijg twintig uitgang uitje
uitleg uitstel uniek uniform uren urgent vader vakantie val vallei vanille veilig venster verf
verhaal verkeer verte verven verzoek vijf vijgen vijver villa vinden vinger viool visie vissen
vitrine vlam vlecht vleugel vlieg vlinder vloer vlot vlug voedsel voelen voet vogel volgen vonk
voorjaar vorm vrede vreemd vriend vrij vroeg vrolijk vrucht vulkaan vulpen waaier waarheid wachten
wagen walnoot walrus wals wandel wang warmte wasmand wassen water weefsel weg weide welkom welp wens
wereld werken wervel wezel wiel wijn wilg winkel winnaar winter wissel wolk wonder wonen wortel woud
wuiven yoghurt zaad zadel zalf zebra zeehond zeep zeggen zeker zeldzaam zenuw zestig zetel zeven
zijde zilver zingen zoeken zoen zomer zondag zorg zuid zuinig zuiver zwaan zwager zwaluw zwart zwerm
zwoel)";

}  // namespace credenza::wallet::detail
