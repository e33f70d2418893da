using System.Net;
using Mim.Core.Discovery;
using Mim.Discovery.Network;

namespace Mim.Discovery.Tests.Network;

/// <summary>One question to a real server on loopback.</summary>
internal static class Ask
{
    public static EndpointAnswer Port(int port, string? serverName, StartTls startTls, TimeSpan limit)
    {
        using var probe = new EndpointProbe(TimeProvider.System);
        var question = new EndpointQuestion
        {
            Address = IPAddress.Loopback,
            Port = port,
            ServerName = serverName,
            StartTls = startTls,
            Timeout = limit,
        };
        return probe.AskAsync(question, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>The chains that were found, or a failed assertion that says what was.</summary>
    public static IReadOnlyList<ServedChain> Chains(int port, string? serverName = null, StartTls startTls = StartTls.None)
    {
        var answer = Port(port, serverName, startTls, TimeSpan.FromMinutes(1));
        Assert.True(answer.Status == FindingStatus.Found, $"{answer.Status}: {answer.Detail}");
        Assert.Null(answer.Detail);
        return answer.Chains;
    }
}
