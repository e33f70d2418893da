using System.Reflection;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Architecture.Tests;

/// <summary>Ports are small, and each has a contract suite that its adapters and fakes pass.</summary>
public sealed class PortTests
{
    private const int MostMethods = 3;

    /// <summary>Bags of other ports: the contracts of what is in them are theirs.</summary>
    private static readonly Type[] _bags = [typeof(IInventoryReader), typeof(IInventoryTransaction)];

    /// <summary>The chain's records, head and keys change in one transaction and make no sense apart.</summary>
    private static readonly Type[] _larger = [typeof(IAuditStore)];

    private static readonly Type[] _ports =
        [.. typeof(ITargetAdapter).Assembly.GetExportedTypes().Where(type => type.IsInterface && type.Namespace == typeof(ITargetAdapter).Namespace)];

    /// <summary>A class with facts of its own is a suite; one without is what suites have in common.</summary>
    private static readonly Type[] _suites =
        [.. typeof(TargetAdapterContract).Assembly.GetTypes().Where(type => type.IsAbstract && Facts(type).Any())];

    [Fact]
    public void A_port_has_at_most_three_methods_of_its_own() => Assert.Empty(
        _ports.Except(_larger).Where(port => port.GetMethods().Count(method => !method.IsSpecialName) > MostMethods).Select(port => port.Name));

    [Fact]
    public void Cancellation_comes_last() => Assert.Empty(
        from port in _ports
        from method in port.GetMethods()
        let parameters = method.GetParameters()
        where parameters.SkipLast(1).Any(parameter => parameter.ParameterType == typeof(CancellationToken))
        select $"{port.Name}.{method.Name}");

    /// <summary>A store port extends its reader, so that the suite of the store covers both.</summary>
    [Fact]
    public void Every_port_has_a_contract_suite()
    {
        var suites = _suites.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(_ports.Except(_bags)
            .Where(port => !Covering(port).Any(cover => suites.Contains($"{cover.Name[1..]}Contract")))
            .Select(port => port.Name));
    }

    /// <summary>What a store promises about one port may take more than one suite.</summary>
    [Fact]
    public void Every_contract_suite_is_of_a_port() => Assert.Empty(
        _suites.Where(suite => !suite.IsSubclassOf(typeof(StoreContract)))
            .Select(suite => suite.Name)
            .Except(_ports.Select(port => $"{port.Name[1..]}Contract")));

    private static IEnumerable<Type> Covering(Type port) => _ports.Where(port.IsAssignableFrom);

    private static IEnumerable<MethodInfo> Facts(Type type) =>
        type.GetMethods().Where(method => method.DeclaringType == type && method.IsDefined(typeof(FactAttribute)));
}
