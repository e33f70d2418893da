Describe 'Import-MachineIdentityPolicy' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = Set-MachineIdentityPolicy Low -Jitter 0.3
        $file = (Export-MachineIdentityPolicy "$TestDrive/policies.json").FullName
        Remove-MachineIdentityPolicy Low -Confirm:$false
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'sets what the file says' {
        Import-MachineIdentityPolicy $file | Should -HaveCount 4
        (Get-MachineIdentityPolicy Low).Jitter | Should -Be 0.3
    }

    It 'takes a file from the pipeline and by property name' {
        Get-Item $file | Import-MachineIdentityPolicy | Should -HaveCount 4
        [pscustomobject]@{ Path = $file } | Import-MachineIdentityPolicy | Should -HaveCount 4
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Import-MachineIdentityPolicy $file -WhatIf }
    }

    It 'reports a file that is not there and one that holds no policies' {
        Assert-TestError { Import-MachineIdentityPolicy "$TestDrive/none.json" } -Id PathNotFound -Category ObjectNotFound
        Set-Content "$TestDrive/text.json" 'text'
        Assert-TestError { Import-MachineIdentityPolicy "$TestDrive/text.json" } -Id InvalidPolicy -Category InvalidData
    }

    It 'stops' {
        Assert-Stops 'Import-MachineIdentityPolicy $file -Store $store' @{ file = $file; store = $store }
    }
}
