// The verbs of credenza-issuer.
#pragma once
