// The verbs of credenza-wallet.
#pragma once
