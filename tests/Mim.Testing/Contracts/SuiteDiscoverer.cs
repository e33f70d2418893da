using Mim.Testing.Programs;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Mim.Testing.Contracts;

/// <summary>
/// Finds the cases of a suite as usual, unless it is derived for a server that is not installed: a contract cannot know for
/// which engine it will run.
/// </summary>
public sealed class SuiteDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    public const string Name = "Mim.Testing.Contracts.SuiteDiscoverer";
    public const string Assembly = "Mim.Testing";

    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        if (Missing(testMethod.TestClass.Class) is { } reason)
        {
            return
            [
                new XunitSkippedDataRowTestCase(
                    sink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, reason, []),
            ];
        }

        IXunitTestCaseDiscoverer usual = factAttribute is IReflectionAttributeInfo { Attribute: TheoryAttribute }
            ? new TheoryDiscoverer(sink)
            : new FactDiscoverer(sink);
        return usual.Discover(discoveryOptions, testMethod, factAttribute);
    }

    private static string? Missing(ITypeInfo suite) =>
        suite.GetCustomAttributes(typeof(RequiresPostgresAttribute)).Any() ? PostgresPrograms.Missing
        : suite.GetCustomAttributes(typeof(RequiresProgramAttribute)).FirstOrDefault() is IReflectionAttributeInfo { Attribute: RequiresProgramAttribute needed }
            ? needed.AsRoot && !Environment.IsPrivilegedProcess ? "only root can run them" : ProgramFinder.Missing(needed.Programs) ?? MissingPackage(needed)
            : null;

    private static string? MissingPackage(RequiresProgramAttribute needed) =>
        needed.NodePackage is { } package && NodePackages.Find(package) is null ? $"the package {package} of npm is not installed" : null;
}
