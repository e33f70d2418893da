using Mim.Core.Discovery.Leaks;
using Mim.Core.Ports;
using Mim.Core.Tests.Audit;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Core.Tests.Discovery.Leaks;

public sealed class StoreSecretHasherTests : SecretHasherContract, IDisposable
{
    private readonly List<IDisposable> _owned = [];

    public StoreSecretHasherTests() => (Hasher, Other) = (Open(), Open());

    protected override ISecretHasher Hasher { get; }

    protected override ISecretHasher Other { get; }

    public void Dispose()
    {
        _owned.Reverse();
        _owned.ForEach(one => one.Dispose());
    }

    private StoreSecretHasher Open()
    {
        var store = Own(new TestSession());
        var parts = Own(new LedgerParts(store));
        var hasher = Own(new StoreSecretHasher(parts.Inventory, parts.Ledger, parts.Sealer));
        hasher.Open(CancellationToken.None);
        return hasher;
    }

    private T Own<T>(T one)
        where T : IDisposable
    {
        _owned.Add(one);
        return one;
    }
}
