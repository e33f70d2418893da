using System.Net;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Delivery.Services;
using Mim.Pki.Certificates;
using Mim.Testing.Certificates;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Services;

/// <summary>Listeners that serve what a test says.</summary>
public sealed class ListenerProverTests : IDisposable
{
    private readonly TestChain _chain = new();
    private readonly byte[] _old;
    private readonly byte[] _new;

    public ListenerProverTests() => (_old, _new) = (_chain.Issue("web-1").Certificate, _chain.Issue("web-2").Certificate);

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task Every_listener_is_asked_by_every_name_and_at_every_address()
    {
        var probe = new ScriptedProbe(_ => Shows(_new));
        probe.Names["web01.test"] = [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")];
        var settings = Settings(["web01.test:443"]) with { ServerNames = ["a.test", "*.b.test"] };
        Assert.Null(await Prover(probe).TroubleAsync(settings, _new, CancellationToken.None));
        Assert.Equal(
            ["192.0.2.1 a.test", "192.0.2.1 any.b.test", "2001:db8::1 a.test", "2001:db8::1 any.b.test"],
            probe.Asked.Select(question => $"{question.Address} {question.ServerName}").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(16, probe.Asked.Count);
        Assert.All(probe.Asked, question => Assert.Equal(AskedCertificates.NotRsa, question.Asked));
        Assert.Equal(4, probe.Asked.Where(question => question.IsWhole).Distinct().Count());
        Assert.Equal(4, probe.Asked.Count(question => question.IsWhole));
    }

    [Fact]
    public async Task One_worker_that_serves_the_old_one_is_enough_to_fail()
    {
        var asked = 0;
        var probe = new ScriptedProbe(_ => Shows(Interlocked.Increment(ref asked) == 3 ? _old : _new));
        Assert.Contains("192.0.2.1:443", await Trouble(probe), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_shows_nothing_says_why() =>
        Assert.Contains("Refused", await Trouble(new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Refused))), StringComparison.Ordinal);

    [Fact]
    public async Task A_listener_without_an_address_is_named()
    {
        var trouble = await Prover(new ScriptedProbe(_ => Shows(_new))).TroubleAsync(Settings(["lost.test:443"]), _new, CancellationToken.None);
        Assert.Contains("lost.test:443", trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settling_waits_until_the_old_workers_are_gone()
    {
        var asked = 0;
        var probe = new ScriptedProbe(_ => Shows(Interlocked.Increment(ref asked) <= 10 ? _old : _new));
        Assert.Null(await Prover(probe).SettleAsync(Settings(["192.0.2.1:443"]), _new, CancellationToken.None));
        Assert.True(probe.Asked.Count >= 22);
    }

    [Fact]
    public async Task Settling_ends_with_the_time_out()
    {
        var settings = Settings(["192.0.2.1:443"]) with { Timeout = TimeSpan.FromMilliseconds(200) };
        Assert.NotNull(await Prover(new ScriptedProbe(_ => Shows(_old))).SettleAsync(settings, _new, CancellationToken.None));
    }

    [Fact]
    public async Task Where_nothing_listens_nothing_is_asked()
    {
        var probe = new ScriptedProbe(_ => Shows(_old));
        Assert.Null(await Prover(probe).SettleAsync(Settings([]), _new, CancellationToken.None));
        Assert.Empty(probe.Asked);
    }

    private static ListenerProver Prover(ScriptedProbe probe)
    {
        probe.Names["192.0.2.1"] = [IPAddress.Parse("192.0.2.1")];
        return new ListenerProver(probe, probe, new CertificateReader(), TimeProvider.System);
    }

    private static EndpointAnswer Shows(byte[] leaf) => new(FindingStatus.Found) { Chains = [new ServedChain([leaf], "Tls13", "TLS_AES_128_GCM_SHA256")] };

    private static ListenerSet Settings(IEnumerable<string> listeners) =>
        new([.. listeners.Select(text => ServiceListener.Parse(text))], [], ServiceTargetSettings.DefaultTimeout);

    private Task<string?> Trouble(ScriptedProbe probe) =>
        Prover(probe).TroubleAsync(Settings(["192.0.2.1:443"]), _new, CancellationToken.None);
}
