using System.Net;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What everyone does who finds addresses of names.</summary>
public abstract class HostResolverContract
{
    protected abstract IHostResolver Resolver { get; }

    /// <summary>A name that has addresses, <see cref="Address"/> among them.</summary>
    protected abstract string Known { get; }

    protected abstract IPAddress Address { get; }

    [Fact]
    public async Task A_name_has_its_addresses_once()
    {
        var addresses = await Resolver.ResolveAsync(Known, CancellationToken.None);
        Assert.Contains(Address, addresses);
        Assert.Equal(addresses.Distinct(), addresses);
    }

    [Theory]
    [InlineData("no-such-host.invalid")]
    [InlineData("")]
    [InlineData("not a name")]
    [InlineData("a..b")]
    public async Task What_is_no_name_has_none(string name) => Assert.Empty(await Resolver.ResolveAsync(name, CancellationToken.None));

    [Fact]
    public async Task A_name_of_any_length_is_looked_up() =>
        Assert.Empty(await Resolver.ResolveAsync(new string('a', 100_000), CancellationToken.None));

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public async Task An_address_is_its_own(string address) =>
        Assert.Equal([IPAddress.Parse(address)], await Resolver.ResolveAsync(address, CancellationToken.None));

    [Fact]
    public async Task Who_cancels_gets_no_answer() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Resolver.ResolveAsync(Known, new CancellationToken(canceled: true)).AsTask());
}
