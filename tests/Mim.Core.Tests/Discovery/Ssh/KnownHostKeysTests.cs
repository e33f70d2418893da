using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery.Ssh;

public sealed class KnownHostKeysTests : IDisposable
{
    private static readonly byte[] _blob = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[32]];
    private readonly TestInventory _store = TestInventory.Create();
    private readonly KnownHostKeys _keys;

    public KnownHostKeysTests() => _keys = new KnownHostKeys(_store.Inventory);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Host_keys_are_known_where_they_were_seen_and_on_the_way()
    {
        AddHostKey("web01", "web01.corp.test:22");
        AddHostKey("jump", "10.0.0.1:2222");
        AddHostKey("other", "other.corp.test:22");
        var key = $"ssh-ed25519 {Convert.ToBase64String(_blob)}";
        var destination = new SshDestination("web01.corp.test") { JumpHost = "ops@10.0.0.1:2222" };
        Assert.Equal($"[10.0.0.1]:2222 {key}\nweb01.corp.test {key}\n", _keys.Of(destination, CancellationToken.None));
        Assert.Empty(_keys.Of(destination with { JumpHost = null, Port = 23 }, CancellationToken.None));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Only_authorities_of_our_own_are_trusted(bool isOurs, int lines)
    {
        var authority = Sample.Identity("corp", IdentityKind.SshAuthority);
        Add(authority, Sample.Version(authority) with { Certificate = _blob, HasPrivateKey = isOurs });
        var known = _keys.Of(new SshDestination("anything"), CancellationToken.None);
        Assert.Equal(lines, known.Split('\n').Count(line => line.StartsWith("@cert-authority * ssh-ed25519 ", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_active_no_longer_is_trusted_no_longer()
    {
        AddHostKey("web01", "web01:22", VersionState.Revoked);
        Assert.Empty(_keys.Of(new SshDestination("web01"), CancellationToken.None));
    }

    private void AddHostKey(string name, string address, VersionState state = VersionState.Active)
    {
        var host = Sample.Identity(name, IdentityKind.SshHostKey);
        var version = Sample.Version(host) with { Certificate = _blob, State = state };
        Add(host, version);
        _store.Inventory.Write(transaction => transaction.Locations.Put(new Location
        {
            Id = Guid.NewGuid(), IdentityId = host.Id, VersionId = version.Id, Kind = LocationKinds.Endpoint, Address = address,
            FirstSeen = Sample.Now, LastSeen = Sample.Now,
        }));
    }

    private void Add(MachineIdentity identity, CredentialVersion version) => _store.Inventory.Write(transaction =>
    {
        transaction.Identities.Add(identity);
        transaction.Versions.Add(version);
        transaction.Identities.Update(identity with { CurrentVersionId = version.Id });
    });
}
