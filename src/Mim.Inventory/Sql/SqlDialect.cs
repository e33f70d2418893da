namespace Mim.Inventory.Sql;

/// <summary>The spellings in which the engines differ. Each question mark is one parameter.</summary>
internal abstract class SqlDialect
{
    /// <summary>Whether a column is one of the texts of a list parameter.</summary>
    public abstract string IsOneOfTexts(string column);

    /// <summary>Whether a column is one of the ids or digests of a list parameter.</summary>
    public abstract string IsOneOfIds(string column);

    /// <summary>Whether a folded column matches a pattern.</summary>
    public abstract SqlQuery Matches(string column, WildcardPattern pattern);

    /// <summary>A text folded as <see cref="WildcardPattern.Fold"/> does.</summary>
    public abstract string Fold(string column);

    /// <summary>The texts of a JSON list as the column <c>value</c> of a table named <c>list</c>.</summary>
    public abstract string TextsOf(string json);

    /// <summary>Stands after a table and names the index to use, where the engine has to be told.</summary>
    public abstract string By(string? index);

    /// <summary>
    /// Whether every index holds the key of its table and nothing but an index is read for what it holds: then a condition on an
    /// index is best asked of the index alone.
    /// </summary>
    public abstract bool IndexesHoldKeys { get; }

    /// <summary>A column to sort by that does not invite the engine to walk a whole index in that order.</summary>
    public abstract string Sorted(string column);
}
