using Mim.Core.Discovery;
using Mim.Pki.Containers;
using Mim.Testing.Certificates;

namespace Mim.Pki.Tests.Containers;

public sealed class DerContainerReaderTests : IDisposable
{
    private readonly Mim.Testing.Certificates.TestChain _chain = new();

    public void Dispose() => _chain.Dispose();

    [Fact]
    public void Certificates_that_follow_each_other_are_all_read_and_what_follows_the_last_is_not()
    {
        var (one, two) = (_chain.Issue("one").Certificate, _chain.Issue("two").Certificate);

        var container = new DerContainerReader().Read((byte[])[.. one, .. two, (byte)'\n'], [], CancellationToken.None)!;

        Assert.Equal(FindingStatus.Found, container.Status);
        Assert.Equal([one, two], container.Certificates.Select(each => each.Certificate));
        Assert.Equal(["1", "2"], container.Certificates.Select(each => each.Name));
    }
}
