using System.Net;
using Mim.Core.Ports;
using Mim.Discovery.Network;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests.Network;

public sealed class HostResolverTests : HostResolverContract, IDisposable
{
    private readonly HostResolver _resolver = new();

    protected override IHostResolver Resolver => _resolver;

    protected override string Known => "localhost";

    protected override IPAddress Address => IPAddress.Loopback;

    /// <summary>A name server that is silent holds as many threads as there are questions: none of those that all other work runs on.</summary>
    [Fact]
    public async Task Silence_holds_up_nothing_else()
    {
        var answers = new ManualResetEventSlim();
        var ofThePool = 0;
        using var resolver = new HostResolver(_ =>
        {
            Interlocked.Add(ref ofThePool, Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
            answers.Wait();
            return [IPAddress.Loopback, IPAddress.Loopback];
        });
        var asked = Enumerable.Range(0, 100).Select(number => resolver.ResolveAsync($"web{number}", CancellationToken.None).AsTask()).ToList();
        using var stop = new CancellationTokenSource();
        var givenUp = resolver.ResolveAsync("web", stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        answers.Set();
        Assert.All(await Task.WhenAll(asked), addresses => Assert.Equal([IPAddress.Loopback], addresses));
        Assert.Equal(0, ofThePool);
    }

    public void Dispose() => _resolver.Dispose();
}
