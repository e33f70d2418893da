using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every source of lists of weak keys does.</summary>
public abstract class WeakKeyListsContract
{
    /// <summary>Has a list of the one line <c>70a40110ad60c7282f18</c>, and something beside it that cannot be read.</summary>
    protected abstract IWeakKeyLists Some { get; }

    protected abstract IWeakKeyLists None { get; }

    [Fact]
    public void Every_list_is_opened_and_what_cannot_be_read_left_out() => Assert.Equal("70a40110ad60c7282f18", Assert.Single(Texts(Some)).Trim());

    [Fact]
    public void They_can_be_opened_again() => Assert.Equal(Texts(Some), Texts(Some));

    [Fact]
    public void Where_there_is_none_nothing_comes() => Assert.Empty(None.Open());

    private static List<string> Texts(IWeakKeyLists lists)
    {
        var texts = new List<string>();
        foreach (var list in lists.Open())
        {
            using (list)
            {
                texts.Add(list.ReadToEnd());
            }
        }

        return texts;
    }
}
