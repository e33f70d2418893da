using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What everything does that logs in to see whether a key is let in.</summary>
public abstract class SshLoginContract
{
    protected abstract ISshLogin Login { get; }

    /// <summary>A host, and the account there.</summary>
    protected abstract SshDestination Destination { get; }

    /// <summary>A key that is let in, in wire format and as the store holds it; the caller disposes it.</summary>
    protected abstract (byte[] Public, KeyMaterial Private) Welcome();

    /// <summary>One that is not.</summary>
    protected abstract (byte[] Public, KeyMaterial Private) Unwelcome();

    [SuiteFact]
    public async Task A_key_that_is_welcome_is_let_in_again_and_again()
    {
        var (blob, key) = Welcome();
        using var secret = key;
        Assert.Null(await Login.TroubleAsync(Destination, blob, key, CancellationToken.None));
        Assert.Null(await Login.TroubleAsync(Destination, blob, key, CancellationToken.None));
    }

    [SuiteFact]
    public async Task A_key_that_is_not_welcome_is_refused()
    {
        var (blob, key) = Unwelcome();
        using var secret = key;
        Assert.NotEmpty((await Login.TroubleAsync(Destination, blob, key, CancellationToken.None))!);
    }

    [SuiteFact]
    public async Task A_host_that_cannot_be_reached_or_is_not_trusted_lets_nobody_in()
    {
        var (blob, key) = Welcome();
        using var secret = key;
        Assert.NotEmpty((await Login.TroubleAsync(Destination with { Port = 1 }, blob, key, CancellationToken.None))!);
        Assert.NotEmpty((await Login.TroubleAsync(Destination with { KnownHosts = "", KnownHostsFile = null }, blob, key, CancellationToken.None))!);
    }

    [SuiteFact]
    public async Task A_caller_who_gives_up_is_not_kept()
    {
        var (blob, key) = Welcome();
        using var secret = key;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Login.TroubleAsync(Destination, blob, key, new CancellationToken(canceled: true)));
    }
}
