using System.Reflection;

using Mim.HelpBuilder;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Tests.Module;

public sealed class CmdletRulesTests
{
    private static readonly IReadOnlyList<CmdletInfo> Cmdlets = CmdletReader.Read(typeof(MimCommand).Assembly);

    [Fact]
    public void Every_cmdlet_takes_a_store() =>
        Assert.All(Cmdlets, cmdlet => Assert.Contains(cmdlet.Parameters, parameter => parameter.Name == "Store"));

    [Fact]
    public void Every_cmdlet_names_one_output_type() => Assert.All(Cmdlets, cmdlet => Assert.Single(cmdlet.Outputs));

    [Fact]
    public void Nouns_are_singular_and_start_with_Machine() => Assert.All(Cmdlets, cmdlet =>
    {
        Assert.StartsWith("Machine", cmdlet.Noun, StringComparison.Ordinal);
        Assert.False(cmdlet.Noun.EndsWith('s'), cmdlet.Noun);
    });

    [Fact]
    public void Cmdlets_are_sealed_and_named_after_what_they_do() => Assert.Empty(
        from type in typeof(MimCommand).Assembly.GetExportedTypes()
        where !type.IsAbstract && type.IsSubclassOf(typeof(MimCommand))
        where !type.IsSealed || Cmdlets.All(cmdlet => $"{cmdlet.Verb}{cmdlet.Noun}Command" != type.Name)
        select type.Name);

    [Theory]
    [InlineData("Remove")]
    [InlineData("Revoke")]
    [InlineData("Restore")]
    public void What_cannot_be_taken_back_asks_first(string verb) => Assert.Empty(
        from cmdlet in Cmdlets
        where cmdlet.Verb == verb && cmdlet.Parameters.All(parameter => parameter.Name != "Confirm")
        select cmdlet.Name);

    [Fact]
    public void What_changes_something_takes_WhatIf()
    {
        string[] reading = ["Get", "Test", "Find", "Connect", "Disconnect"];
        Assert.Empty(
            from cmdlet in Cmdlets
            where !reading.Contains(cmdlet.Verb) && cmdlet.Parameters.All(parameter => parameter.Name != "WhatIf")
            select cmdlet.Name);
    }

    [Fact]
    public void No_parameter_takes_a_secret_as_text() => Assert.Empty(
        from type in typeof(MimCommand).Assembly.GetExportedTypes()
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.Name is "Password" or "Passphrase" or "CertificatePassword" && property.PropertyType == typeof(string)
        select $"{type.Name}.{property.Name}");
}
