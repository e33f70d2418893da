using Mim.Core.Delivery;

namespace Mim.Delivery.Tests;

public sealed class JksTrustBundleTargetAdapterTests() : TruststoreTargetAdapterSuite(FileLayout.JksTrustBundle);
