using System.Net;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Discovery;

public sealed class ServiceGateTests
{
    private const int Most = 3;
    private static readonly IPAddress _one = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress _other = IPAddress.Parse("10.0.0.2");
    private readonly ServiceGate _gate = new(Most);

    [Fact]
    public async Task So_many_ask_one_service_at_once_and_no_more()
    {
        var open = new TaskCompletionSource();
        var (inside, highest) = (0, 0);
        async ValueTask<int> AskAsync()
        {
            highest = Math.Max(highest, Interlocked.Increment(ref inside));
            await open.Task;
            return Interlocked.Decrement(ref inside);
        }

        var asked = Enumerable.Range(0, 20).Select(_ => _gate.AskAsync(_one, 22, AskAsync, default).AsTask()).ToList();
        Assert.Equal(Most, inside);
        Assert.Equal(7, await _gate.AskAsync(_one, 2222, () => ValueTask.FromResult(7), default));
        Assert.Equal(7, await _gate.AskAsync(_other, 22, () => ValueTask.FromResult(7), default));
        open.SetResult();
        await Task.WhenAll(asked);
        Assert.Equal((0, Most), (inside, highest));
    }

    [Fact]
    public async Task Who_fails_or_gives_up_leaves_room()
    {
        using var stop = new CancellationTokenSource();
        var open = new TaskCompletionSource<int>();
        var inside = Enumerable.Range(0, Most).Select(_ => _gate.AskAsync(_one, 22, () => new ValueTask<int>(open.Task), default).AsTask()).ToList();
        var waiting = _gate.AskAsync(_one, 22, () => ValueTask.FromResult(7), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        open.SetException(new IOException());
        foreach (var one in inside)
        {
            await Assert.ThrowsAsync<IOException>(() => one);
        }

        Assert.Equal(7, await _gate.AskAsync(_one, 22, () => ValueTask.FromResult(7), default));
    }

    [Fact]
    public async Task Many_names_of_one_server_are_asked_a_few_at_a_time()
    {
        var names = Enumerable.Range(0, 200).Select(number => $"web{number}.test").ToList();
        var (inside, highest) = (0, 0);
        var network = new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Reset));
        names.ForEach(name => network.Names.Add(name, [_one]));
        var probe = new SlowProbe(async () =>
        {
            highest = Math.Max(highest, Interlocked.Increment(ref inside));
            await Task.Delay(1);
            Interlocked.Decrement(ref inside);
        });
        var scan = new EndpointScan { Targets = EndpointTargets.Parse(names, [], [443]), Throttle = 200 };
        using var queue = new ScanQueue(scan.Targets, 0);

        var answers = await new EndpointScanner(probe, network, scan).RunAsync(queue, default).ToListAsync();

        Assert.Equal(200, answers.Count);
        Assert.InRange(highest, 1, 16);
    }

    private sealed class SlowProbe(Func<Task> ask) : IEndpointProbe
    {
        public async ValueTask<EndpointAnswer> AskAsync(EndpointQuestion question, CancellationToken cancellationToken)
        {
            await ask();
            return new EndpointAnswer(FindingStatus.Reset);
        }
    }
}
