using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What everyone does who asks endpoints for their certificates.</summary>
public abstract class EndpointProbeContract
{
    protected abstract IEndpointProbe Probe { get; }

    /// <summary>An endpoint that shows <see cref="Shown"/>, to whoever can verify ECDSA.</summary>
    protected abstract EndpointQuestion Good { get; }

    /// <summary>DER, the server's own certificate first.</summary>
    protected abstract IReadOnlyList<byte[]> Shown { get; }

    /// <summary>An endpoint that takes connections and then says nothing; asked with a short time-out.</summary>
    protected abstract EndpointQuestion Silent { get; }

    /// <summary>An endpoint where nothing listens.</summary>
    protected abstract EndpointQuestion Closed { get; }

    [Fact]
    public async Task A_server_shows_its_chain()
    {
        var answer = await Probe.AskAsync(Good, CancellationToken.None);
        Assert.Equal(FindingStatus.Found, answer.Status);
        Assert.Null(answer.Detail);
        Assert.True(answer.ConnectTime > TimeSpan.Zero);
        Assert.True(answer.IsComplete);
        var chain = Assert.Single(answer.Chains);
        Assert.Equal(Shown, chain.Certificates);
        Assert.StartsWith("Tls1", chain.Protocol, StringComparison.Ordinal);
        Assert.StartsWith("TLS_", chain.CipherSuite, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_handshake_shows_the_servers_own_certificate()
    {
        var answer = await Probe.AskAsync(Good with { IsWhole = true }, CancellationToken.None);
        Assert.Equal(Shown[0], Assert.Single(answer.Chains).Certificates[0]);
        Assert.False(answer.IsComplete);
    }

    [Fact]
    public async Task Asked_for_one_kind_only_it_shows_that_or_nothing()
    {
        var answer = await Probe.AskAsync(Good with { Asked = AskedCertificates.NotRsa }, CancellationToken.None);
        Assert.Equal(Shown, Assert.Single(answer.Chains).Certificates);
        Assert.False(answer.IsComplete);
        AssertFailed(FindingStatus.HandshakeFailed, await Probe.AskAsync(Good with { Asked = AskedCertificates.Rsa }, CancellationToken.None));
    }

    [Fact]
    public async Task Silence_is_an_answer() => AssertFailed(FindingStatus.TimedOut, await Probe.AskAsync(Silent, CancellationToken.None));

    [Fact]
    public async Task So_is_a_closed_door() => AssertFailed(FindingStatus.Refused, await Probe.AskAsync(Closed, CancellationToken.None));

    [Fact]
    public async Task Who_cancels_gets_no_answer()
    {
        var patient = Silent with { Timeout = TimeSpan.FromMinutes(10) };
        using var cancel = new CancellationTokenSource();
        var asked = Probe.AskAsync(patient, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Probe.AskAsync(patient, cancel.Token).AsTask());
    }

    [Fact]
    public async Task Many_are_asked_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Probe.AskAsync(Good, CancellationToken.None).AsTask()));
        Assert.All(answers, answer => Assert.Equal(Shown, Assert.Single(answer.Chains).Certificates));
    }

    private static void AssertFailed(FindingStatus status, EndpointAnswer answer)
    {
        Assert.Equal(status, answer.Status);
        Assert.NotNull(answer.Detail);
        Assert.Empty(answer.Chains);
    }
}
