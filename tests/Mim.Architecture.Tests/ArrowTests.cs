namespace Mim.Architecture.Tests;

/// <summary>Dependencies point inward only: the arrows of the house, in the projects and in what was built from them.</summary>
public sealed class ArrowTests
{
    private const string Prefix = "Mim.";
    private static readonly string[] _adapters = ["Mim.Inventory", "Mim.Pki", "Mim.Ssh", "Mim.Discovery", "Mim.Delivery"];

    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Mim.Core", [] },
        { "Mim.Inventory", ["Mim.Core"] },
        { "Mim.Pki", ["Mim.Core"] },
        { "Mim.Ssh", ["Mim.Core"] },
        { "Mim.Discovery", ["Mim.Core"] },
        { "Mim.Delivery", ["Mim.Core"] },
        { "Mim.PowerShell", ["Mim.Core"] },
        { "Mim.Composition", ["Mim.Core", .. _adapters] },
        { "Mim.Host", ["Mim.Core", "Mim.Composition"] },
    };

    /// <summary>Who may use what others made; a house that is not here uses the base library alone.</summary>
    public static TheoryData<string, string[]> Packages => new()
    {
        { "Mim.Core", [] },
        { "Mim.Inventory", ["Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core", "Npgsql"] },
        { "Mim.Pki", ["BouncyCastle.Cryptography", "Portable.BouncyCastle"] },
        { "Mim.Ssh", ["SSH.NET"] },
        { "Mim.Discovery", [] },
        { "Mim.Delivery", [] },
        { "Mim.PowerShell", ["PowerShellStandard.Library"] },
        { "Mim.Composition", [] },
        { "Mim.Host", ["Spectre.Console", "System.CommandLine"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_compiles_against_the_houses_its_arrows_point_to(string house, string[] allowed) =>
        Assert.Equal(allowed.Order(), new House(house).CompiledAgainst.Order());

    [Theory]
    [MemberData(nameof(Arrows))]
    public void An_assembly_refers_to_no_house_but_those_its_arrows_point_to(string house, string[] allowed) =>
        Assert.Empty(new House(house).ReferredAssemblies().Where(IsOurs).Except(allowed));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_house_uses_only_the_packages_it_was_given(string house, string[] allowed) =>
        Assert.Empty(new House(house).Packages.Except(allowed));

    [Fact]
    public void The_core_refers_to_the_base_library_alone() => Assert.All(
        new House("Mim.Core").ReferredAssemblies(),
        name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void The_cmdlets_reach_the_composition_only_when_they_run()
    {
        var cmdlets = new House("Mim.PowerShell");
        Assert.DoesNotContain("Mim.Composition", cmdlets.CompiledAgainst);
        Assert.Contains("Mim.Composition", cmdlets.BuiltAfter);
        Assert.DoesNotContain(cmdlets.ReferredAssemblies(), name => name == "Mim.Composition" || _adapters.Contains(name));
    }

    [Fact]
    public void The_cmdlets_refer_to_powershell_the_core_and_the_base_library_alone() => Assert.All(
        new House("Mim.PowerShell").ReferredAssemblies(),
        name => Assert.True(name is "Mim.Core" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal), name));

    [Theory]
    [InlineData("Mim.Composition")]
    [InlineData("Mim.Inventory")]
    [InlineData("Mim.Pki")]
    [InlineData("Mim.Ssh")]
    [InlineData("Mim.Discovery")]
    [InlineData("Mim.Delivery")]
    public void The_isolated_side_brings_no_second_core(string house) => Assert.Contains("Mim.Core", new House(house).NotCopied);

    [Fact]
    public void Every_house_has_its_arrows() => Assert.Equal(
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).Order(),
        Arrows.Select(row => (string)row[0]).Order());

    private static bool IsOurs(string assembly) => assembly.StartsWith(Prefix, StringComparison.Ordinal) || assembly == "mim";
}
