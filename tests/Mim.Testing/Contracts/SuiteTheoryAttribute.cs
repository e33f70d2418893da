using Xunit.Sdk;

namespace Mim.Testing.Contracts;

/// <summary>A theory of a suite that runs on several engines.</summary>
[XunitTestCaseDiscoverer(SuiteDiscoverer.Name, SuiteDiscoverer.Assembly)]
[AttributeUsage(AttributeTargets.Method)]
public sealed class SuiteTheoryAttribute : TheoryAttribute;
