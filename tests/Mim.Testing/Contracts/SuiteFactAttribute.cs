using Xunit.Sdk;

namespace Mim.Testing.Contracts;

/// <summary>A fact of a suite that runs on several engines.</summary>
[XunitTestCaseDiscoverer(SuiteDiscoverer.Name, SuiteDiscoverer.Assembly)]
[AttributeUsage(AttributeTargets.Method)]
public sealed class SuiteFactAttribute : FactAttribute;
