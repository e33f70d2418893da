using System.Diagnostics;
using System.Globalization;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests;

/// <summary>Which runners are surely gone.</summary>
public sealed class LocalRunnersTests : RunnersContract
{
    private readonly LocalRunners _runners = new();

    protected override IRunners Runners => _runners;

    [Fact]
    public void Another_session_of_this_process_lives_too() => Assert.False(_runners.IsDead(new LocalRunners().Self));

    [Fact]
    public void A_process_with_the_id_of_an_earlier_one_is_not_that_runner() => Assert.True(_runners.IsDead(Replace(_runners.Self, part: 4, "1")));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Of_other_hosts_and_containers_nothing_is_known(int part) => Assert.False(_runners.IsDead(Replace(_runners.Self, part, "elsewhere")));

    protected override string Ended()
    {
        using var other = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        var owner = Replace(_runners.Self, part: 3, other.Id.ToString(CultureInfo.InvariantCulture));
        other.WaitForExit();
        return owner;
    }

    private static string Replace(string owner, int part, string by)
    {
        var parts = owner.Split('/');
        parts[part] = by;
        return string.Join('/', parts);
    }
}
