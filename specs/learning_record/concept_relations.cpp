#include "learning_record/concept_relations.h"

#include <algorithm>
#include <array>

#include "learning_record/concepts.h"

namespace credenza::learning_record {
namespace {

/// A concept that stands beside a known one.
struct Neighbour {
  std::string_view id;
  std::string_view en;
  std::string_view nl;
};

constexpr std::array k_neighbours{
    Neighbour{"http://data.europa.eu/esco/skill/00a4e92d-e410-42b8-ba2d-d7b3febf49e0",
              "handle customer requests related to cargo", ""},
    Neighbour{"http://data.europa.eu/esco/skill/06fdd94c-292d-49e3-9c78-bbcbc2088232",
              "maintaining operational records", "onderhouden van operationele gegevens"},
    Neighbour{"http://data.europa.eu/esco/skill/1544dfaf-3059-479d-a7d9-6b4b2d902212",
              "apply medical first aid on board ship", ""},
    Neighbour{"http://data.europa.eu/esco/skill/169239b5-3644-4e23-8a85-4f5896dbdb8e",
              "apply medical first aid in case of emergency", ""},
    Neighbour{"http://data.europa.eu/esco/skill/247b9f2d-e2f6-4c12-87f7-8b6e4f9c4420",
              "maintain game area", ""},
    Neighbour{"http://data.europa.eu/esco/skill/2ce49caf-8d84-4aa1-b0be-5d4d8de0532a",
              "unload supplies", ""},
    Neighbour{"http://data.europa.eu/esco/skill/307f11d5-1356-42e7-88f2-07ff41ec18b4",
              "pick orders of agricultural products", ""},
    Neighbour{"http://data.europa.eu/esco/skill/35045957-e9e4-44b1-801a-9a49f6efaece",
              "marking materials or objects for identification",
              "markeren van materialen of voorwerpen voor identificatie"},
    Neighbour{"http://data.europa.eu/esco/skill/35ebe444-9ece-4fbc-a55d-e99ea37267ae",
              "manage quality", "kwaliteit beheren"},
    Neighbour{"http://data.europa.eu/esco/skill/3ab2b4be-e304-4c3c-98f5-ce0620218bc6",
              "assist in the movement of heavy loads", ""},
    Neighbour{"http://data.europa.eu/esco/skill/3c84f7d9-7a3e-4343-814f-31de0aa61651",
              "conduct forklift inspections", ""},
    Neighbour{"http://data.europa.eu/esco/skill/44e2c4c4-9fd2-42d4-a133-d81360ded4bc",
              "manage health and safety standards", ""},
    Neighbour{"http://data.europa.eu/esco/skill/4cde32b5-fc2f-4257-a8b9-5b15a67ee3e5",
              "protect the health of others", "de gezondheid van anderen beschermen"},
    Neighbour{"http://data.europa.eu/esco/skill/546aaf54-8f69-4573-837c-b60e00327edc",
              "provide first aid to animals", ""},
    Neighbour{"http://data.europa.eu/esco/skill/5bcec244-3efe-45ac-8891-0ab4a91e9c48",
              "complying with health and safety procedures",
              "naleven van gezondheids- en veiligheidsprocedures"},
    Neighbour{"http://data.europa.eu/esco/skill/60c78287-22eb-4103-9c8c-28deaa460da0",
              "work in teams", "in teams werken"},
    Neighbour{"http://data.europa.eu/esco/skill/682bb7ca-dbe9-4c33-9c7a-1ae56e28516e",
              "loading and unloading goods and, materials",
              "laden en lossen van goederen en materialen"},
    Neighbour{"http://data.europa.eu/esco/skill/726800bd-0ce5-401c-a13f-2388ab5df796",
              "maintain cleanliness in the cloak room", ""},
    Neighbour{"http://data.europa.eu/esco/skill/73e602a0-f80f-4f56-8e21-3db4fd08709d",
              "providing medical, dental and nursing care",
              "verstrekken van medische, tandheelkundige en verpleegkundige zorg"},
    Neighbour{"http://data.europa.eu/esco/skill/7a21689e-3f98-4284-8501-6e9b053262c9",
              "load cargo onto ships", ""},
    Neighbour{"http://data.europa.eu/esco/skill/7afb5a64-e574-421a-bb3a-7a7bc108d2a5",
              "perform warehousing operations", ""},
    Neighbour{"http://data.europa.eu/esco/skill/8006596d-605b-4088-a3f6-8e3aedec21ab",
              "prevent health and safety problems", ""},
    Neighbour{"http://data.europa.eu/esco/skill/860be36a-d19b-4ba8-ae74-bc61b9f0bf63",
              "negotiate health and safety issues with third parties", ""},
    Neighbour{"http://data.europa.eu/esco/skill/90439304-b13d-4e0e-99bc-11f256688653",
              "regulate animal health standards", ""},
    Neighbour{"http://data.europa.eu/esco/skill/a60b664f-bb07-4dd1-8dfa-134a0827f8da",
              "operating lifting or moving equipment", "bedienen van hef- en transportapparatuur"},
    Neighbour{"http://data.europa.eu/esco/skill/a7fbcdfa-23af-49ba-a7b1-3d5d69078f3e",
              "apply airport standards and regulations", ""},
    Neighbour{"http://data.europa.eu/esco/skill/b86b0466-16ec-4a16-8615-9fdd1fd69c9d",
              "limit load to prevent damage", ""},
    Neighbour{"http://data.europa.eu/esco/skill/bef10363-ecf2-4a24-a34b-fce99e6d3f71", "stow cargo",
              ""},
    Neighbour{"http://data.europa.eu/esco/skill/bf7e427d-b354-4e11-bd16-4da590d3dcec",
              "handle cargo", ""},
    Neighbour{"http://data.europa.eu/esco/skill/c1617786-decf-40cc-b44d-b90fabe92203",
              "clean engraved areas", ""},
    Neighbour{"http://data.europa.eu/esco/skill/c611304c-2b99-4d56-b267-55e403925736",
              "maintain bar cleanliness", ""},
    Neighbour{"http://data.europa.eu/esco/skill/c747ab82-9c35-4bf6-ab90-b50b9a53d292",
              "ensure cleanliness of food preparation area", ""},
    Neighbour{"http://data.europa.eu/esco/skill/d69e45d3-1f3f-4e6a-8933-82e949277811",
              "cleaning interior and exterior of buildings",
              "reinigen van de binnen- en buitenkant van gebouwen"},
    Neighbour{"http://data.europa.eu/esco/skill/d9449998-c1f5-478c-a103-2255398cf0b6",
              "apply hygiene standards", "hygiënenormen toepassen"},
    Neighbour{"http://data.europa.eu/esco/skill/e4da156d-a6c4-4b29-935b-eff9c9553cf1",
              "working in teams", "werken in teams"},
    Neighbour{"http://data.europa.eu/esco/skill/e852a2ed-c32e-4a39-bc4c-65a78ffe6bf2",
              "moving or lifting materials, equipment, or supplies",
              "verplaatsen of optillen van materialen, apparatuur en voorraden"},
    Neighbour{"http://data.europa.eu/esco/skill/e963cf1f-dc3c-48b2-a0fa-274f5e7f50f6",
              "storing goods and materials", "opslaan van goederen en materialen"},
    Neighbour{"http://data.europa.eu/esco/skill/e9eb9c23-c1f4-4ce9-83c9-2f6a211cc536",
              "maintaining and enforcing physical security",
              "waarborgen en handhaven van fysieke veiligheid"},
    Neighbour{"http://data.europa.eu/esco/skill/fc153ec6-1320-4f13-9158-ebde86c5303e",
              "liaise with logistics management teams", ""},
    Neighbour{"http://data.europa.eu/esco/skill/fd9c8437-6e20-47b5-8508-f23f442446c2",
              "pallets loading", ""},
};

constexpr std::array k_broader{
    // operate forklift < operating lifting or moving equipment
    BroaderTerm{"http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da",
                "http://data.europa.eu/esco/skill/a60b664f-bb07-4dd1-8dfa-134a0827f8da"},
    // operate warehouse record systems < maintaining operational records
    BroaderTerm{"http://data.europa.eu/esco/skill/055ff233-6569-43db-9f95-a4b03dca97da",
                "http://data.europa.eu/esco/skill/06fdd94c-292d-49e3-9c78-bbcbc2088232"},
    // operate warehouse record systems < perform warehousing operations
    BroaderTerm{"http://data.europa.eu/esco/skill/055ff233-6569-43db-9f95-a4b03dca97da",
                "http://data.europa.eu/esco/skill/7afb5a64-e574-421a-bb3a-7a7bc108d2a5"},
    // receive goods < loading and unloading goods and, materials
    BroaderTerm{"http://data.europa.eu/esco/skill/2cae39d6-78c2-4ce3-bee8-628504371463",
                "http://data.europa.eu/esco/skill/682bb7ca-dbe9-4c33-9c7a-1ae56e28516e"},
    // pick orders for dispatching < marking materials or objects for identification
    BroaderTerm{"http://data.europa.eu/esco/skill/ee5e2297-39cc-4ed6-89e5-d58016118a7f",
                "http://data.europa.eu/esco/skill/35045957-e9e4-44b1-801a-9a49f6efaece"},
    // load cargo < loading and unloading goods and, materials
    BroaderTerm{"http://data.europa.eu/esco/skill/048affec-04db-4bd5-b7a6-c666d16c0fef",
                "http://data.europa.eu/esco/skill/682bb7ca-dbe9-4c33-9c7a-1ae56e28516e"},
    // unload cargo < loading and unloading goods and, materials
    BroaderTerm{"http://data.europa.eu/esco/skill/042f91e3-cccc-4d51-b635-bb14ffe90cfc",
                "http://data.europa.eu/esco/skill/682bb7ca-dbe9-4c33-9c7a-1ae56e28516e"},
    // unload cargo < handle cargo
    BroaderTerm{"http://data.europa.eu/esco/skill/042f91e3-cccc-4d51-b635-bb14ffe90cfc",
                "http://data.europa.eu/esco/skill/bf7e427d-b354-4e11-bd16-4da590d3dcec"},
    // lift heavy weights < moving or lifting materials, equipment, or supplies
    BroaderTerm{"http://data.europa.eu/esco/skill/ab2bb44a-3956-4028-8715-8b70b1960b99",
                "http://data.europa.eu/esco/skill/e852a2ed-c32e-4a39-bc4c-65a78ffe6bf2"},
    // apply health and safety standards < manage quality
    BroaderTerm{"http://data.europa.eu/esco/skill/dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb",
                "http://data.europa.eu/esco/skill/35ebe444-9ece-4fbc-a55d-e99ea37267ae"},
    // apply health and safety standards < manage health and safety standards
    BroaderTerm{"http://data.europa.eu/esco/skill/dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb",
                "http://data.europa.eu/esco/skill/44e2c4c4-9fd2-42d4-a133-d81360ded4bc"},
    // apply health and safety standards < complying with health and safety procedures
    BroaderTerm{"http://data.europa.eu/esco/skill/dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb",
                "http://data.europa.eu/esco/skill/5bcec244-3efe-45ac-8891-0ab4a91e9c48"},
    // apply health and safety standards < prevent health and safety problems
    BroaderTerm{"http://data.europa.eu/esco/skill/dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb",
                "http://data.europa.eu/esco/skill/8006596d-605b-4088-a3f6-8e3aedec21ab"},
    // apply health and safety standards < negotiate health and safety issues with third parties
    BroaderTerm{"http://data.europa.eu/esco/skill/dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb",
                "http://data.europa.eu/esco/skill/860be36a-d19b-4ba8-ae74-bc61b9f0bf63"},
    // provide first aid < protect the health of others
    BroaderTerm{"http://data.europa.eu/esco/skill/1d21f6ad-340f-45da-a0a3-4e83867f47a6",
                "http://data.europa.eu/esco/skill/4cde32b5-fc2f-4257-a8b9-5b15a67ee3e5"},
    // provide first aid < providing medical, dental and nursing care
    BroaderTerm{"http://data.europa.eu/esco/skill/1d21f6ad-340f-45da-a0a3-4e83867f47a6",
                "http://data.europa.eu/esco/skill/73e602a0-f80f-4f56-8e21-3db4fd08709d"},
    // evacuate people from buildings < maintaining and enforcing physical security
    BroaderTerm{"http://data.europa.eu/esco/skill/992b79df-dc2b-4c64-ab1c-c43e610e62f8",
                "http://data.europa.eu/esco/skill/e9eb9c23-c1f4-4ce9-83c9-2f6a211cc536"},
    // work in a logistics team < work in teams
    BroaderTerm{"http://data.europa.eu/esco/skill/fe29e658-7cad-4b70-a169-10a240ec0bef",
                "http://data.europa.eu/esco/skill/60c78287-22eb-4103-9c8c-28deaa460da0"},
    // work in a logistics team < working in teams
    BroaderTerm{"http://data.europa.eu/esco/skill/fe29e658-7cad-4b70-a169-10a240ec0bef",
                "http://data.europa.eu/esco/skill/e4da156d-a6c4-4b29-935b-eff9c9553cf1"},
    // work in a logistics team < liaise with logistics management teams
    BroaderTerm{"http://data.europa.eu/esco/skill/fe29e658-7cad-4b70-a169-10a240ec0bef",
                "http://data.europa.eu/esco/skill/fc153ec6-1320-4f13-9158-ebde86c5303e"},
    // maintain work area cleanliness < cleaning interior and exterior of buildings
    BroaderTerm{"http://data.europa.eu/esco/skill/5598739b-6718-4cff-8402-91d7f65b1505",
                "http://data.europa.eu/esco/skill/d69e45d3-1f3f-4e6a-8933-82e949277811"},
    // maintain work area cleanliness < apply hygiene standards
    BroaderTerm{"http://data.europa.eu/esco/skill/5598739b-6718-4cff-8402-91d7f65b1505",
                "http://data.europa.eu/esco/skill/d9449998-c1f5-478c-a103-2255398cf0b6"},
    // store warehouse goods < storing goods and materials
    BroaderTerm{"http://data.europa.eu/esco/skill/e883d55a-75ae-460b-ba0a-47fecf14f1b3",
                "http://data.europa.eu/esco/skill/e963cf1f-dc3c-48b2-a0fa-274f5e7f50f6"},
    // conduct forklift inspections < operate forklift
    BroaderTerm{"http://data.europa.eu/esco/skill/3c84f7d9-7a3e-4343-814f-31de0aa61651",
                "http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da"},
    // pick orders of agricultural products < pick orders for dispatching
    BroaderTerm{"http://data.europa.eu/esco/skill/307f11d5-1356-42e7-88f2-07ff41ec18b4",
                "http://data.europa.eu/esco/skill/ee5e2297-39cc-4ed6-89e5-d58016118a7f"},
    // assist in the movement of heavy loads < load cargo
    BroaderTerm{"http://data.europa.eu/esco/skill/3ab2b4be-e304-4c3c-98f5-ce0620218bc6",
                "http://data.europa.eu/esco/skill/048affec-04db-4bd5-b7a6-c666d16c0fef"},
    // load cargo onto ships < load cargo
    BroaderTerm{"http://data.europa.eu/esco/skill/7a21689e-3f98-4284-8501-6e9b053262c9",
                "http://data.europa.eu/esco/skill/048affec-04db-4bd5-b7a6-c666d16c0fef"},
    // limit load to prevent damage < load cargo
    BroaderTerm{"http://data.europa.eu/esco/skill/b86b0466-16ec-4a16-8615-9fdd1fd69c9d",
                "http://data.europa.eu/esco/skill/048affec-04db-4bd5-b7a6-c666d16c0fef"},
    // stow cargo < load cargo
    BroaderTerm{"http://data.europa.eu/esco/skill/bef10363-ecf2-4a24-a34b-fce99e6d3f71",
                "http://data.europa.eu/esco/skill/048affec-04db-4bd5-b7a6-c666d16c0fef"},
    // pallets loading < load cargo
    BroaderTerm{"http://data.europa.eu/esco/skill/fd9c8437-6e20-47b5-8508-f23f442446c2",
                "http://data.europa.eu/esco/skill/048affec-04db-4bd5-b7a6-c666d16c0fef"},
    // handle customer requests related to cargo < unload cargo
    BroaderTerm{"http://data.europa.eu/esco/skill/00a4e92d-e410-42b8-ba2d-d7b3febf49e0",
                "http://data.europa.eu/esco/skill/042f91e3-cccc-4d51-b635-bb14ffe90cfc"},
    // unload supplies < unload cargo
    BroaderTerm{"http://data.europa.eu/esco/skill/2ce49caf-8d84-4aa1-b0be-5d4d8de0532a",
                "http://data.europa.eu/esco/skill/042f91e3-cccc-4d51-b635-bb14ffe90cfc"},
    // load cargo onto ships < unload cargo
    BroaderTerm{"http://data.europa.eu/esco/skill/7a21689e-3f98-4284-8501-6e9b053262c9",
                "http://data.europa.eu/esco/skill/042f91e3-cccc-4d51-b635-bb14ffe90cfc"},
    // regulate animal health standards < apply health and safety standards
    BroaderTerm{"http://data.europa.eu/esco/skill/90439304-b13d-4e0e-99bc-11f256688653",
                "http://data.europa.eu/esco/skill/dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb"},
    // apply airport standards and regulations < apply health and safety standards
    BroaderTerm{"http://data.europa.eu/esco/skill/a7fbcdfa-23af-49ba-a7b1-3d5d69078f3e",
                "http://data.europa.eu/esco/skill/dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb"},
    // apply medical first aid on board ship < provide first aid
    BroaderTerm{"http://data.europa.eu/esco/skill/1544dfaf-3059-479d-a7d9-6b4b2d902212",
                "http://data.europa.eu/esco/skill/1d21f6ad-340f-45da-a0a3-4e83867f47a6"},
    // apply medical first aid in case of emergency < provide first aid
    BroaderTerm{"http://data.europa.eu/esco/skill/169239b5-3644-4e23-8a85-4f5896dbdb8e",
                "http://data.europa.eu/esco/skill/1d21f6ad-340f-45da-a0a3-4e83867f47a6"},
    // provide first aid to animals < provide first aid
    BroaderTerm{"http://data.europa.eu/esco/skill/546aaf54-8f69-4573-837c-b60e00327edc",
                "http://data.europa.eu/esco/skill/1d21f6ad-340f-45da-a0a3-4e83867f47a6"},
    // maintain game area < maintain work area cleanliness
    BroaderTerm{"http://data.europa.eu/esco/skill/247b9f2d-e2f6-4c12-87f7-8b6e4f9c4420",
                "http://data.europa.eu/esco/skill/5598739b-6718-4cff-8402-91d7f65b1505"},
    // maintain cleanliness in the cloak room < maintain work area cleanliness
    BroaderTerm{"http://data.europa.eu/esco/skill/726800bd-0ce5-401c-a13f-2388ab5df796",
                "http://data.europa.eu/esco/skill/5598739b-6718-4cff-8402-91d7f65b1505"},
    // clean engraved areas < maintain work area cleanliness
    BroaderTerm{"http://data.europa.eu/esco/skill/c1617786-decf-40cc-b44d-b90fabe92203",
                "http://data.europa.eu/esco/skill/5598739b-6718-4cff-8402-91d7f65b1505"},
    // maintain bar cleanliness < maintain work area cleanliness
    BroaderTerm{"http://data.europa.eu/esco/skill/c611304c-2b99-4d56-b267-55e403925736",
                "http://data.europa.eu/esco/skill/5598739b-6718-4cff-8402-91d7f65b1505"},
    // ensure cleanliness of food preparation area < maintain work area cleanliness
    BroaderTerm{"http://data.europa.eu/esco/skill/c747ab82-9c35-4bf6-ab90-b50b9a53d292",
                "http://data.europa.eu/esco/skill/5598739b-6718-4cff-8402-91d7f65b1505"},
};

}  // namespace

std::span<const BroaderTerm> broader_terms() noexcept {
  return k_broader;
}

std::optional<Labels> labels_of(std::string_view id) noexcept {
  if (const auto known = find_concept(id)) return Labels{known->en, known->nl};
  const auto* at = std::ranges::find(k_neighbours, id, &Neighbour::id);
  if (at == k_neighbours.end()) return std::nullopt;
  return Labels{at->en, at->nl};
}

}  // namespace credenza::learning_record
