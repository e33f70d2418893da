using Mim.Composition;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Stores;
using Mim.Inventory;

namespace Mim.Testing;

/// <summary>Sessions with the product's own parts, of which a test exchanges some.</summary>
public static class DecoratedSession
{
    /// <summary>Opens a store, made with a key file beside it when missing.</summary>
    public static MimSession Open(string location, TimeProvider time, Func<SessionParts, SessionParts> decorate)
    {
        var composition = new MimComposition(time);
        var context = NewContext();
        var reference = new StoreReference { Location = location, CreateIfMissing = true };
        if (!File.Exists(location))
        {
            composition.Open(reference, context, CancellationToken.None).Dispose();
        }

        var inventory = new SqliteStoreFactory(time).Open(location, create: false, CancellationToken.None);
        return new MimSession(decorate(composition.Parts(inventory, reference, context)));
    }

    public static MimSession Open(string location, TimeProvider? time = null) => Open(location, time ?? TimeProvider.System, parts => parts);

    public static ActContext NewContext() => new("tester", "testhost", Guid.NewGuid());
}
