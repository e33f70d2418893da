using Mim.Core.Delivery;

namespace Mim.Delivery.Tests;

public sealed class PfxTrustBundleTargetAdapterTests() : TruststoreTargetAdapterSuite(FileLayout.PfxTrustBundle);
