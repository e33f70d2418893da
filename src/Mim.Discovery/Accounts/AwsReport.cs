using System.Text;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;

namespace Mim.Discovery.Accounts;

/// <summary>The credential report of AWS IAM: CSV with a line for each user, the root user among them.</summary>
internal static class AwsReport
{
    private const string Root = "<root_account>";
    private static readonly string[] _needed = ["user", "arn", "user_creation_time"];

    public static IEnumerable<AccountSighting> Read(string path, CancellationToken cancellationToken)
    {
        using var file = ExportFile.Open(path);
        using var text = new StreamReader(file, Encoding.UTF8);
        using var rows = CsvRows.Read(text).GetEnumerator();
        if (Next(path, rows) is not { } header || !_needed.All(header.Fields.Contains))
        {
            throw ExportFile.Damaged(path, "it is neither JSON nor a credential report of AWS, whose first line names user, arn and user_creation_time", null);
        }

        var names = header.Fields.Select((name, index) => (name, index)).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.index);
        while (Next(path, rows) is { } row)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Fields is not [""])
            {
                yield return Sighting(path, row.Line, new AwsReportRow(names, row.Fields));
            }
        }
    }

    private static (int Line, IReadOnlyList<string> Fields)? Next(string path, IEnumerator<(int Line, IReadOnlyList<string> Fields)> rows)
    {
        try
        {
            return rows.MoveNext() ? rows.Current : null;
        }
        catch (Exception exception) when (exception is FormatException or IOException)
        {
            throw ExportFile.Damaged(path, exception.Message, exception);
        }
    }

    private static AccountSighting Sighting(string path, int line, AwsReportRow row)
    {
        try
        {
            return Sighting(row);
        }
        catch (FormatException exception)
        {
            throw ExportFile.Damaged(path, $"in line {line} {exception.Message}", exception);
        }
    }

    private static AccountSighting Sighting(AwsReportRow row)
    {
        var name = row.Text("user") ?? throw new FormatException("no user is named");
        var arn = AwsArn.Parse(row.Text("arn"));
        var isRoot = name == Root;
        var hasPassword = row.Flag("password_enabled") == true;
        var keys = row.Keys().ToList();
        var uses = keys.Select(key => (At: key.Key.LastUsedAt, For: key.UsedFor)).Append((At: row.Time("password_last_used"), For: "console"));
        var last = uses.Where(use => use.At is not null).OrderByDescending(use => use.At).FirstOrDefault();
        return new AccountSighting
        {
            Source = AccountSource.Aws,
            Place = arn.Place,
            Account = arn.Resource,
            DisplayName = isRoot ? "root" : name,
            Kind = IdentityKind.CloudIdentity,
            IsService = isRoot ? keys.Any(key => key.Key.IsEnabled) : !hasPassword,
            Traits = AccountTraits.UsageKnown
                | (isRoot ? AccountTraits.BuiltIn | AccountTraits.Privileged : AccountTraits.None)
                | ((hasPassword || isRoot) && row.Flag("mfa_active") == false ? AccountTraits.NoSecondFactor : AccountTraits.None),
            CreatedAt = row.Time("user_creation_time"),
            PasswordChangedAt = hasPassword ? row.Time("password_last_changed") : null,
            PasswordExpiresAt = hasPassword ? row.Time("password_next_rotation") : null,
            LastUsedAt = last.At,
            LastUsedFor = last.For,
            Privileges = isRoot ? ["root user"] : [],
            Keys = [.. keys.Select(key => key.Key)],
        };
    }
}
