using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What the notes of changes of a Windows do.</summary>
public abstract class WindowsChangesContract
{
    protected abstract IWindowsChanges Changes { get; }

    /// <summary>Names of accounts of which nothing is noted, and nothing stays noted.</summary>
    protected virtual string Account => "app";

    [SuiteFact]
    public void What_was_noted_stands_until_it_is_done()
    {
        Assert.Null(Changes.Find(Account));
        Changes.Begin(Account, ["web", "Näme of 1"]);
        Assert.Equal(["web", "Näme of 1"], Changes.Find(Account.ToUpperInvariant()));
        Changes.Begin(Account, []);
        Assert.Equal([], Changes.Find(Account)!);
        Assert.Null(Changes.Find($"{Account}2"));
        Changes.End(Account);
        Changes.End(Account);
        Assert.Null(Changes.Find(Account));
    }
}
