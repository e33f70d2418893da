BeforeDiscovery {
    $canGenerate = $null -ne (Get-Command ssh-keygen -CommandType Application -ErrorAction Ignore)
}

Describe 'Get-MachineSshTrust' -Skip:(-not $canGenerate) {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $null = Initialize-TestStore $TestDrive
        $folder = "$TestDrive/keys"
        $null = New-Item -ItemType Directory "$folder/copy"
        ssh-keygen -q -t ed25519 -N '' -C deploy@build -f "$folder/id_ed25519"
        ssh-keygen -q -t ed25519 -N '' -C gone@build -f "$folder/gone"
        Set-Content "$folder/authorized_keys" "from=`"10.0.0.0/8`" $(Get-Content "$folder/id_ed25519.pub")", (Get-Content "$folder/gone.pub")
        Remove-Item "$folder/gone"
        $found = Find-MachineSshKey -Path $folder -Recurse
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'joins public keys to private ones' {
        $edges = $found | Get-MachineSshTrust
        $edges.Kind | Should -Be 'Login', 'Orphan'
        $edges[0].Holder | Should -Be "$folder/id_ed25519"
        "$($edges[0].Options)" | Should -Be 'from="10.0.0.0/8"'
        $edges[0].Host | Should -Be ([Environment]::MachineName)
        $edges[1].Comment | Should -Be 'gone@build'
        Assert-Views $edges[0]
        (Get-MachineSshTrust -InputObject $found -Kind Orphan).Comment | Should -Be 'gone@build'
    }

    It 'shows keys that were copied around' {
        Copy-Item "$folder/id_ed25519" "$folder/copy/id"
        $shared = Find-MachineSshKey -Path $folder -Recurse | Get-MachineSshTrust -Kind SharedKey
        $shared.Holder | Sort-Object | Should -Be "$folder/copy/id", "$folder/id_ed25519"
    }

    It 'takes nothing else' {
        Assert-TestError { 'web01' | Get-MachineSshTrust } -Id InputObjectNotBound -Category InvalidArgument
    }

    It 'lets its caller go on after the first' {
        & { $null = $found | Get-MachineSshTrust | Select-Object -First 1; 'went on' } | Should -Be 'went on'
    }

    It 'stops' {
        Assert-Stops '$found | Get-MachineSshTrust' @{ found = $found }
    }
}
