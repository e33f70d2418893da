using Mim.Core.Identities;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

/// <summary>Identities as rows.</summary>
internal static class IdentityRows
{
    /// <summary>Columns in the order in which <see cref="Read"/> takes them.</summary>
    public const string Columns =
        """
        i.id, i.kind, i.name, i.owner, i.purpose, i.criticality, i.environment, i.tags, i.status, i.authority_id,
        i.current_version_id, i.version, i.not_before, i.not_after, i.due_at, i.subject, i.serial_number, i.fingerprint,
        i.key_algorithm, i.has_private_key, i.created_at, i.updated_at
        """;

    /// <summary>Fails on a name that is taken.</summary>
    public static readonly RowInsert Insert = new(
        "identity",
        """
        kind, name, name_key, owner, owner_key, purpose, criticality, environment, tags, tag_keys, status, authority_id,
        current_version_id, version, not_before, not_after, due_at, subject, serial_number, fingerprint,
        key_algorithm, has_private_key, created_at, updated_at, id
        """,
        isParent: true);

    /// <summary>Passes over a name that is taken.</summary>
    public static readonly string TryInsert = $"{Insert.OneRow} ON CONFLICT DO NOTHING";

    public const string Update =
        """
        UPDATE identity SET
            kind = ?, name = ?, name_key = ?, owner = ?, owner_key = ?, purpose = ?, criticality = ?, environment = ?, tags = ?,
            tag_keys = ?, status = ?, authority_id = ?, current_version_id = ?, version = ?, not_before = ?, not_after = ?, due_at = ?,
            subject = ?, serial_number = ?, fingerprint = ?, key_algorithm = ?, has_private_key = ?, created_at = ?,
            updated_at = ?
        WHERE id = ?
        """;

    /// <summary>Parameters of <see cref="Insert"/>, <see cref="TryInsert"/> and <see cref="Update"/> alike.</summary>
    /// <param name="statement">One of them.</param>
    /// <param name="identity">What to write.</param>
    /// <param name="tagKeys">Its <see cref="TagKeys"/>.</param>
    public static Statement Bind(Statement statement, MachineIdentity identity, IReadOnlyList<string> tagKeys) => statement
        .Add((int)identity.Kind)
        .Add(identity.Name)
        .Add(WildcardPattern.Fold(identity.Name))
        .Add(identity.Owner)
        .Add(identity.Owner is { } owner ? WildcardPattern.Fold(owner) : null)
        .Add(identity.Purpose)
        .Add((int)identity.Criticality)
        .Add(identity.Environment)
        .Add(identity.Tags.Count == 0 ? null : Json.WriteTexts(identity.Tags))
        .Add(identity.Tags.Count == 0 ? null : Json.WriteTexts(tagKeys))
        .Add((int)identity.Status)
        .Add(identity.AuthorityId)
        .Add(identity.CurrentVersionId)
        .Add(identity.Version)
        .Add(identity.NotBefore)
        .Add(identity.NotAfter)
        .Add(identity.DueAt)
        .Add(identity.Subject)
        .Add(identity.SerialNumber)
        .AddHex(identity.Fingerprint)
        .Add(identity.KeyAlgorithm)
        .Add(identity.HasPrivateKey)
        .Add(identity.CreatedAt)
        .Add(identity.UpdatedAt)
        .Add(identity.Id);

    /// <summary>The tags of an identity by which it is found.</summary>
    public static IReadOnlyList<string> TagKeys(MachineIdentity identity)
    {
        const int few = 8;
        if (identity.Tags.Count > few)
        {
            return [.. identity.Tags.Select(WildcardPattern.Fold).Distinct()];
        }

        List<string> keys = new(identity.Tags.Count);
        foreach (var tag in identity.Tags)
        {
            if (WildcardPattern.Fold(tag) is var key && !keys.Contains(key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    /// <summary>All but the name of its authority, from columns in the order of <see cref="Columns"/>.</summary>
    public static MachineIdentity Read(Statement row) => new()
    {
        Id = row.Guid(),
        Kind = (IdentityKind)row.Int(),
        Name = row.Text(),
        Owner = row.TextOrNull(),
        Purpose = row.TextOrNull(),
        Criticality = (Criticality)row.Int(),
        Environment = row.TextOrNull(),
        Tags = row.TextOrNull() is { } tags ? Json.Read<string[]>(tags) : [],
        Status = (VersionState)row.Int(),
        AuthorityId = row.GuidOrNull(),
        CurrentVersionId = row.GuidOrNull(),
        Version = row.Int(),
        NotBefore = row.TimeOrNull(),
        NotAfter = row.TimeOrNull(),
        DueAt = row.TimeOrNull(),
        Subject = row.TextOrNull(),
        SerialNumber = row.TextOrNull(),
        Fingerprint = row.HexOrNull(),
        KeyAlgorithm = row.TextOrNull(),
        HasPrivateKey = row.Bool(),
        CreatedAt = row.Time(),
        UpdatedAt = row.Time(),
    };
}
