using Mim.Core;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every source of credentials does.</summary>
public abstract class CredentialSourceContract
{
    protected abstract ICredentialSource Source { get; }

    /// <summary>Where a credential can be read.</summary>
    protected abstract string Good { get; }

    /// <summary>Where something lies that is no credential.</summary>
    protected abstract string Foreign { get; }

    [Fact]
    public void A_credential_is_found_and_says_where()
    {
        using var found = Assert.Single(Source.Read(Good, null, CancellationToken.None));
        Assert.Equal(Good, found.Source);
    }

    [Fact]
    public void Something_else_is_refused_by_name()
    {
        var refusal = Assert.Throws<MimException>(() => Source.Read(Foreign, null, CancellationToken.None));
        Assert.Equal(MimErrorCause.InvalidFile, refusal.Cause);
        Assert.Contains(Foreign, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_refused_by_name()
    {
        var missing = Good + ".missing";
        var refusal = Assert.Throws<MimException>(() => Source.Read(missing, null, CancellationToken.None));
        Assert.Equal(MimErrorCause.InvalidFile, refusal.Cause);
        Assert.Contains(missing, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_it_reads_nothing() => Assert.ThrowsAny<OperationCanceledException>(
        () => Source.Read(Good, null, new CancellationToken(canceled: true)));
}
