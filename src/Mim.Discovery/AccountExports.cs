using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;
using Mim.Discovery.Accounts;

namespace Mim.Discovery;

/// <summary>Exports of AWS, Entra and Google, told apart by what is in them.</summary>
public sealed class AccountExports : IAccountExports
{
    /// <summary>Clouds allow far fewer.</summary>
    private const int MostKeys = 1000;

    public IEnumerable<AccountSighting> Read(string path, CancellationToken cancellationToken) =>
        IsJson(path) ? ReadJson(path, cancellationToken) : AwsReport.Read(path, cancellationToken);

    private static bool IsJson(string path)
    {
        using var file = ExportFile.Open(path);
        var head = new byte[4096];
        var text = head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)).TrimStart(" \t\r\n\uFEFF"u8);
        return text is [(byte)'[' or (byte)'{', ..];
    }

    private static IEnumerable<AccountSighting> ReadJson(string path, CancellationToken cancellationToken)
    {
        var administrators = new Lazy<IReadOnlySet<string>>(() => AwsUsers.Administrators(path, cancellationToken));
        IExportShape[] shapes = [new AwsUsers(administrators), new EntraObjects(), new GoogleAccounts()];
        using var items = new JsonItems(path);
        AccountSighting? before = null;
        while (items.Next() is { } item)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (item)
            {
                var account = Sighting(path, shapes, item);
                if (before is not null && account is not null && (before.Address != account.Address || before.Keys.Count >= MostKeys))
                {
                    yield return before;
                    before = null;
                }

                before = Join(before, account);
            }
        }

        if (before is not null)
        {
            yield return before;
        }

        if (!items.HasList)
        {
            throw ExportFile.Damaged(path, "it holds no list", null);
        }
    }

    // Keys stand in lists of their own, one after the other.
    private static AccountSighting? Join(AccountSighting? before, AccountSighting? next) =>
        before is null || next is null ? before ?? next : before with
        {
            Keys = [.. before.Keys, .. next.Keys], LastUsedAt = before.LastUsedAt > next.LastUsedAt ? before.LastUsedAt : next.LastUsedAt ?? before.LastUsedAt,
        };

    private static AccountSighting? Sighting(string path, IExportShape[] shapes, JsonItem item)
    {
        try
        {
            var shape = shapes.FirstOrDefault(shape => shape.Knows(item)) ?? throw new FormatException("nothing is an account of AWS, Entra or Google");
            return shape.Read(item);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw ExportFile.Damaged(path, $"of what begins at octet {item.At}, {exception.Message}", exception);
        }
    }
}
