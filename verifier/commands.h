// The verbs of credenza-verifier.
#pragma once
